//! Every page.

fn main() {
    huiyin_web::all_pages();
}
