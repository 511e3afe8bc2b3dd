//! The page of the vote.

fn main() {
    huiyin_web::vote_page();
}
