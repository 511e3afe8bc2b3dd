// The worker of the votes: the engine's script with its third module (see engine.js).
import "./engine.js";
