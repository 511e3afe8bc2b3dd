//! The aggregate as a whole: who may do what when, every refusal, and replay.

mod apart;
mod around;
mod authorship;
mod clash;
mod merged;
mod random;
mod refused;
mod running;
mod table;
mod views;
mod voted;
mod world;
