//! The server as devices, browsers and ill-mannered strangers meet it.

mod hints;
mod hostile;
mod joining;
mod limits;
mod objects;
mod served;
mod sessions;
mod stores;
