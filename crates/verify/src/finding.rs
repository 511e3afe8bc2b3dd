//! What can be found wrong with a board.

use serde::Serialize;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $zh:literal, $en:literal;)+) => {
        /// A kind of finding; [`Code::as_str`] is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)+
        }

        impl Code {
            /// Every kind.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $code,)+
                }
            }

            /// What it means and what comes of it, in Chinese and in English.
            pub const fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(Code::$name => ($zh, $en),)+
                }
            }
        }
    };
}

codes! {
    /// No key, or one that is not the sheet's.
    ShareMissing = "share_missing",
        "没有公布密钥，或者密钥与测评单不符，票箱打不开，无法计票。请向两名监票人索取密钥份额",
        "no key is published, or it is not that of the sheet: the box cannot be opened and nothing counted; ask two observers for their shares";
    /// The sheet is not the one of the name given.
    SheetDiffers = "sheet_differs",
        "测评单与其名称不符，表决前公布的不是这一份。请取表决前公布的测评单核对",
        "the sheet is not the one of that name; compare it with the one published before the vote";
    /// A question's list of cards is not what it should be.
    ListWrong = "list_wrong",
        "票卡清单的张数、次序或者内容有误。请要求说明",
        "the list of cards is of the wrong length, not sorted, or lacks a card that other lists have; ask why";
    /// A void card that is none of the sheet's, or stands twice.
    VoidWrong = "void_wrong",
        "登记作废的票卡不在测评单中，或者登记了两次。请核对",
        "a card declared void is not on the sheet, or is listed twice; check it";
    /// The box's root is not that of its votes.
    RootDiffers = "root_differs",
        "票箱摘要与票箱中的票不符：有票被删去、增加或者更改",
        "the box's root is not that of its votes: some were taken out, added or changed";
    /// The votes are not in the order of their names.
    BoxUnsorted = "box_unsorted",
        "票箱没有按名称排序，可能泄露投票次序",
        "the box is not in the order of names and may give away the order of voting";
    /// A receipt is not on the board, or the board counts more votes than it shows.
    Dropped = "dropped",
        "有票不在公示板上：持有回执的票没有找到，或者计票数多于公示的票。请持票卡向监票人查询",
        "votes are not on the board: a receipt is not found, or more votes are counted than shown; take the card to an observer";
    /// Something in the box is no vote.
    Malformed = "malformed",
        "票箱中有不是票的内容，不计",
        "something in the box is no vote: not counted";
    /// A vote on a question that the sheet does not ask.
    UnknownQuestion = "unknown_question",
        "投在测评单没有的事项上，不计",
        "on a question that is not on the sheet: not counted";
    /// A credential that no card of the sheet has.
    UnknownCard = "unknown_card",
        "所用的票卡不在测评单中，不计",
        "by a card that is not on the sheet: not counted";
    /// A signature that does not hold.
    Forged = "forged",
        "签名不符，不计",
        "the signature does not hold: not counted";
    /// The same vote more than once.
    Repeated = "repeated",
        "同一张票在票箱中出现不止一次，只计一次",
        "the same vote stands in the box more than once: counted once";
    /// One credential, different votes.
    Double = "double",
        "同一票卡投了不同的票，按一张无效票计",
        "the same card voted differently more than once: one invalid vote";
    /// A vote that does not open or names no choice.
    Unreadable = "unreadable",
        "票打不开或者不是四种选择之一，按无效票计",
        "a vote does not open or names no choice: invalid";
    /// A card that nobody drew has voted.
    LeftoverVoted = "leftover_voted",
        "无人领取的余票投了票，不计；说明有人留有副本，请查明",
        "a card that nobody drew has voted: not counted; somebody has a copy of it, find out who";
    /// More votes than cards taken.
    Stuffed = "stuffed",
        "票数多于领取的票卡，本项投票无效，应当重新投票",
        "more votes than cards were taken: the vote is void and has to be repeated";
    /// More paper ballots came back, or are counted, than were taken.
    PaperOverIssued = "paper_over_issued",
        "纸质票多于发出或者领取的张数。请清点",
        "more paper ballots than were given out or taken; count them";
    /// Paper ballots were taken and their count is not there.
    PaperMissing = "paper_missing",
        "领取了纸质票，但没有公示纸质票计票结果",
        "paper ballots were taken and their count is not published";
    /// Cards printed are not those taken, left over and replaced.
    CardsUnaccounted = "cards_unaccounted",
        "印制的票卡与领取、剩余、更换之和不符。请清点",
        "cards printed are not those taken, left over and replaced; count them";
    /// The list of those who came does not agree with what they took.
    CheckInDiffers = "check_in_differs",
        "签到名单与领取票数、到会人数不符。请核对",
        "the check-in list does not agree with what was taken or with those present; check it";
    /// A tally is not what the votes come to.
    TallyDiffers = "tally_differs",
        "公示的计票结果与重新计票不符",
        "a published tally is not what the votes come to";
    /// A verdict is not what the tally comes to.
    VerdictDiffers = "verdict_differs",
        "公示的认定结果与按规则计算的不符",
        "a published verdict is not what the rule makes of the tally";
}

/// One kind of finding on one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which kind; see [`Code`].
    pub code: &'static str,
    /// The question's id; none where it is about the whole board.
    pub q: Option<String>,
    /// How often.
    pub count: u32,
    /// What it is and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl Finding {
    pub(crate) fn new(code: Code, q: Option<&str>, count: u32) -> Self {
        let (zh, en) = code.words();
        let (zh, en) = match q {
            Some(q) => (
                format!("事项 {q}：{zh}（{count}）"),
                format!("question {q}: {en} ({count})"),
            ),
            None => (format!("{zh}（{count}）"), format!("{en} ({count})")),
        };
        Finding {
            code: code.as_str(),
            q: q.map(str::to_owned),
            count,
            zh,
            en,
        }
    }
}
