// The worker of the reports: the engine's script with its second module (see engine.js).
import "./engine.js";
