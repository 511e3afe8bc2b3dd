//! The first view: the frame and the desk.

fn main() {
    huiyin_web::first_view();
}
