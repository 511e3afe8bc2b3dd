// The worker of the public side: the engine's script with its fourth module (see engine.js).
import "./engine.js";
