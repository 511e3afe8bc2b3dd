//! What was odd about a vote: each kind with a code, where, and how often.

use huiyin_rules::Text;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $zh:literal, $en:literal;)+) => {
        /// A kind of exception; [`ExceptionCode::as_str`] is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ExceptionCode {
            $($(#[$doc])* $name,)+
        }

        impl ExceptionCode {
            /// Every kind.
            pub const ALL: &[ExceptionCode] = &[$(ExceptionCode::$name,)+];

            /// The name it is written by.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(ExceptionCode::$name => $code,)+
                }
            }

            const fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(ExceptionCode::$name => ($zh, $en),)+
                }
            }
        }
    };
}

codes! {
    /// One credential, different votes: one invalid vote.
    Double = "double",
        "同一票卡投了不同的票，按一张无效票计",
        "the same card voted differently more than once: one invalid vote";
    /// A vote that the poll's key does not open, or that names no choice: invalid.
    Unreadable = "unreadable",
        "票打不开或者不是四种选择之一，按无效票计",
        "a vote does not open or names no choice: invalid";
    /// A signature that does not hold: not counted.
    Forged = "forged",
        "签名不符，不计",
        "the signature does not hold: not counted";
    /// A credential that no card of the sheet has: not counted.
    UnknownCard = "unknown_card",
        "所用的票卡不在测评单中，不计",
        "by a card that is not on the sheet: not counted";
    /// On a question that the sheet does not ask: not counted.
    UnknownQuestion = "unknown_question",
        "投在测评单没有的事项上，不计",
        "on a question that is not on the sheet: not counted";
    /// Not the one spelling of a vote: not counted.
    Malformed = "malformed",
        "票箱中有不是票的内容，不计",
        "something in the box is no vote: not counted";
    /// The same line again: counted once.
    Repeated = "repeated",
        "同一张票在票箱中出现不止一次，只计一次",
        "the same vote stands in the box more than once: counted once";
    /// A card that nobody drew has voted: not counted, and somebody kept a copy of it.
    LeftoverVoted = "leftover_voted",
        "无人领取的余票投了票，不计；说明有人留有副本，请查明",
        "a card that nobody drew has voted: not counted; somebody has a copy of it, find out who";
    /// A card declared replaced or spoiled has voted: not counted.
    SetAside = "set_aside",
        "已换或者作废的票卡所投，不计",
        "by a card that was replaced or spoiled: not counted";
    /// More voted than cards were taken: the vote is void (R18).
    Stuffed = "stuffed",
        "票数多于领取的票卡，本项投票无效，应当重新投票",
        "more votes than cards were taken: the vote is void and has to be repeated";
    /// Cards printed are not those taken, left over and replaced.
    CardsUnaccounted = "cards_unaccounted",
        "印制的票卡与领取、剩余、更换之和不符，请清点",
        "cards printed are not those taken, left over and replaced; count them";
    /// More paper ballots came back, or are counted, than were taken.
    PaperOverIssued = "paper_over_issued",
        "纸质票多于发出或者领取的张数，请清点",
        "more paper ballots than were given out or taken; count them";
    /// Paper ballots were taken, and nobody entered their count.
    PaperMissing = "paper_missing",
        "领取了纸质票，但没有登记纸质票计票结果，请补录",
        "paper ballots were taken and their count is not entered; enter it";
    /// The list of those who checked in does not agree with what they took.
    CheckInDiffers = "check_in_differs",
        "签到名单与领取票数、到会人数不符，请核对",
        "the check-in list does not agree with what was taken or with those present; check it";
    /// Published: the sheet's name is not that of the sheet.
    SheetDiffers = "sheet_differs",
        "公示的测评单与其名称不符",
        "the published sheet is not the one of the name given";
    /// Published: the box's root is not that of its votes.
    RootDiffers = "root_differs",
        "票箱摘要与票箱中的票不符，有票被删去、增加或者更改",
        "the box's root is not that of its votes: some were taken out, added or changed";
    /// Published: the votes are not in the order of their names.
    BoxUnsorted = "box_unsorted",
        "票箱没有按名称排序，可能泄露投票次序",
        "the box is not in the order of names and may give away the order of voting";
    /// Published: a tally is not what the votes come to.
    TallyDiffers = "tally_differs",
        "公示的计票结果与重新计票不符",
        "a published tally is not what the votes come to";
    /// Published: a verdict is not what the tally comes to.
    VerdictDiffers = "verdict_differs",
        "公示的认定结果与按规则计算的不符",
        "a published verdict is not what the rule makes of the tally";
}

impl ExceptionCode {
    /// The kind of that name.
    pub fn read(name: &str) -> Option<Self> {
        let mut all = ExceptionCode::ALL.iter();
        all.find(|code| code.as_str() == name).copied()
    }
}

/// One kind of exception on one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exception {
    /// Which kind.
    pub code: ExceptionCode,
    /// On which question; none where it is about the whole poll.
    pub q: Option<String>,
    /// How many.
    pub count: u32,
    /// What whoever published it wrote about it, in Chinese.
    pub note: String,
}

impl Exception {
    /// An exception with its usual note.
    pub fn new(code: ExceptionCode, q: Option<&str>, count: u32) -> Self {
        let (note, _) = code.words();
        Exception {
            code,
            q: q.map(str::to_owned),
            count,
            note: note.to_owned(),
        }
    }

    /// What happened, how often and where, and what comes of it.
    pub fn text(&self) -> Text {
        let (zh, en) = self.code.words();
        let count = self.count;
        match &self.q {
            Some(q) => Text::new(
                format!("事项 {q}：{zh}（{count}）"),
                format!("question {q}: {en} ({count})"),
            ),
            None => Text::new(format!("{zh}（{count}）"), format!("{en} ({count})")),
        }
    }
}
