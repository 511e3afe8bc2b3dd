//! The aggregate as a whole: who may do what when, every refusal, and replay.

mod random;
mod refused;
mod table;
mod views;
mod world;
