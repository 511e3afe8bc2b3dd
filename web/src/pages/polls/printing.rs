//! What there is to be printed of a poll.

/// What is to be printed of a poll.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// Cards from one on, eight to a page.
    Cards(usize),
    /// The observers' shares, each on a page of its own.
    Shares,
    /// The result sheet.
    Result,
    /// Who took part.
    Roll,
}

/// The class of a page whose other parts do not belong on paper meanwhile.
pub fn page_class(paper: Option<Paper>) -> &'static str {
    if paper.is_some() {
        "page polls-page prints-one"
    } else {
        "page polls-page"
    }
}
