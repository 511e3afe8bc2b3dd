// The worker of the syncer: the engine's script with the module that signs, keeps and exchanges (see engine.js).
import "./engine.js";
