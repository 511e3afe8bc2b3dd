//! Why an order about a poll is not carried out.

use super::state::Phase;
use crate::actor::Role;
use crate::text::Text;
use crate::verdict::VoteFault;

/// Why not; [`PollRefusal::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollRefusal {
    /// Polls belong to the congress's office.
    OfficeOnly(Role),
    /// There is no such poll.
    NoSuchPoll,
    /// It is not in place at this point.
    WrongPhase {
        /// Where the poll stands.
        phase: Phase,
        /// What has to be first, in words.
        first: Text,
    },
    /// A text is missing, too long, or holds what it may not.
    TextUnfit {
        /// Which one.
        field: Text,
        /// Most characters.
        most: usize,
    },
    /// Something is given twice.
    Twice {
        /// What.
        what: String,
    },
    /// A number is out of range.
    Range {
        /// Which one.
        field: Text,
        /// Least.
        least: u32,
        /// Most.
        most: u32,
    },
    /// More may vote than there are members.
    VotersOverMembers {
        /// Voters.
        voters: u32,
        /// Members.
        members: u32,
    },
    /// Three observers are needed.
    ObserversNeeded {
        /// Named.
        named: u32,
    },
    /// The rule's share has no value.
    RuleUnfit,
    /// Not on the roll.
    NotOnRoll {
        /// Who.
        voter: String,
    },
    /// Checked in already.
    CheckedInAlready {
        /// Who.
        voter: String,
    },
    /// Not checked in.
    NotCheckedIn {
        /// Who.
        voter: String,
    },
    /// This kind of poll has no cards, or nothing but cards.
    WayUnfit,
    /// No card is left.
    NoCardLeft {
        /// Printed.
        issued: u32,
    },
    /// The card was voided already.
    VoidedAlready {
        /// Which.
        card: String,
    },
    /// A leftover card is voided when casting is over.
    LeftoverBeforeClose,
    /// More cards would be void than are left.
    VoidsTooMany {
        /// Cards that can be voided for this cause.
        left: u32,
        /// To be voided.
        voided: u32,
    },
    /// Lists do not fit the questions.
    ListsUnfit,
    /// Totals do not fit the questions.
    TotalsUnfit {
        /// Which question.
        question: String,
    },
    /// Nobody voted on paper.
    NoPaper,
    /// The paper ballots were not counted by two people yet.
    PaperOnce,
    /// Two counts of the paper ballots differ.
    PaperDiffers {
        /// Questions on which they do.
        questions: Vec<String>,
    },
    /// The headings of a paper count do not add up to the ballots that came back.
    PaperSum {
        /// On which question.
        question: String,
        /// All headings together.
        counted: u64,
        /// Ballots that came back.
        collected: u32,
    },
    /// The card counts are not those of this poll's questions and drawn cards.
    CardsUnfit {
        /// On which question.
        question: String,
    },
    /// Something is irregular, and the office said nothing of it.
    NoteNeeded {
        /// How many irregularities.
        count: u32,
    },
    /// A number that the rule needs is missing or wrong.
    Uncountable {
        /// On which question.
        question: String,
        /// Why.
        fault: VoteFault,
    },
    /// The day lies before the poll.
    DueTooEarly,
    /// Too many to be recorded at once.
    TooMany {
        /// Most.
        most: usize,
    },
}

impl PollRefusal {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            PollRefusal::OfficeOnly(_) => "poll_office_only",
            PollRefusal::NoSuchPoll => "no_such_poll",
            PollRefusal::WrongPhase { .. } => "poll_wrong_phase",
            PollRefusal::TextUnfit { .. } => "poll_text_unfit",
            PollRefusal::Twice { .. } => "poll_twice",
            PollRefusal::Range { .. } => "poll_range",
            PollRefusal::VotersOverMembers { .. } => "voters_over_members",
            PollRefusal::ObserversNeeded { .. } => "observers_needed",
            PollRefusal::RuleUnfit => "poll_rule_unfit",
            PollRefusal::NotOnRoll { .. } => "not_on_roll",
            PollRefusal::CheckedInAlready { .. } => "checked_in_already",
            PollRefusal::NotCheckedIn { .. } => "not_checked_in",
            PollRefusal::WayUnfit => "poll_way_unfit",
            PollRefusal::NoCardLeft { .. } => "no_card_left",
            PollRefusal::VoidedAlready { .. } => "card_voided_already",
            PollRefusal::LeftoverBeforeClose => "leftover_before_close",
            PollRefusal::VoidsTooMany { .. } => "voids_too_many",
            PollRefusal::ListsUnfit => "poll_lists_unfit",
            PollRefusal::TotalsUnfit { .. } => "paper_totals_unfit",
            PollRefusal::NoPaper => "no_paper",
            PollRefusal::PaperOnce => "paper_counted_once",
            PollRefusal::PaperDiffers { .. } => "paper_differs",
            PollRefusal::PaperSum { .. } => "paper_sum",
            PollRefusal::CardsUnfit { .. } => "poll_cards_unfit",
            PollRefusal::NoteNeeded { .. } => "poll_note_needed",
            PollRefusal::Uncountable { .. } => "poll_uncountable",
            PollRefusal::DueTooEarly => "poll_due_too_early",
            PollRefusal::TooMany { .. } => "poll_too_many",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            PollRefusal::OfficeOnly(_) => Text::new(
                "测评由人大机关组织。请切换到人大机关身份后操作。",
                "polls are held by the congress's office; act as it first",
            ),
            PollRefusal::NoSuchPoll => Text::new(
                "没有这场测评，可能已被其他人删除或尚未同步。请返回测评列表。",
                "there is no such poll here, or not yet; go back to the list",
            ),
            PollRefusal::WrongPhase { phase, first } => {
                let phase = phase.label();
                Text::new(
                    format!("测评目前为“{}”，不能进行此项操作：{}。", phase.zh, first.zh),
                    format!("the poll is {}: {}", phase.en, first.en),
                )
            }
            PollRefusal::TextUnfit { field, most } => Text::new(
                format!(
                    "{}应填写，不超过{most}个字，且不含控制字符。请修改。",
                    field.zh
                ),
                format!(
                    "{} has 1 to {most} characters and no control characters",
                    field.en
                ),
            ),
            PollRefusal::Twice { what } => Text::new(
                format!("“{what}”出现了两次。请删去重复的一项；同名的，请加以区分。"),
                format!("\"{what}\" is given twice; remove one, or tell namesakes apart"),
            ),
            PollRefusal::Range { field, least, most } => Text::new(
                format!("{}应为{least}至{most}。请修改。", field.zh),
                format!("{} has to be {least} to {most}", field.en),
            ),
            PollRefusal::VotersOverMembers { voters, members } => Text::new(
                format!("投票人{voters}人，多于全体组成人员{members}人。请核对名单或人数。"),
                format!("{voters} may vote of {members} members; check the roll or the number"),
            ),
            PollRefusal::ObserversNeeded { named } => Text::new(
                format!("票卡测评须有3名监票人分持密钥，现为{named}名。请补足。"),
                format!("three observers hold the key of a poll by cards; {named} are named"),
            ),
            PollRefusal::RuleUnfit => VoteFault::BadRule.text(),
            PollRefusal::NotOnRoll { voter } => Text::new(
                format!("投票人名单中没有“{voter}”。请核对姓名。"),
                format!("\"{voter}\" is not on the roll of voters; check the name"),
            ),
            PollRefusal::CheckedInAlready { voter } => Text::new(
                format!("“{voter}”已经签到。需要更换投票方式的，请先撤销签到。"),
                format!("\"{voter}\" is checked in already; undo it first to change how they vote"),
            ),
            PollRefusal::NotCheckedIn { voter } => Text::new(
                format!("“{voter}”没有签到。"),
                format!("\"{voter}\" is not checked in"),
            ),
            PollRefusal::WayUnfit => Text::new(
                "这场测评没有票卡，只能领取纸质票。",
                "this poll has no cards: voters take paper ballots",
            ),
            PollRefusal::NoCardLeft { issued } => Text::new(
                format!("印制的{issued}张票卡已经发完。请改发纸质票，或者作废本场测评后加印重来。"),
                format!(
                    "all {issued} cards are given out; give paper ballots, or annul the poll and deal more"
                ),
            ),
            PollRefusal::VoidedAlready { card } => Text::new(
                format!("票卡{card}已经作废。"),
                format!("card {card} is void already"),
            ),
            PollRefusal::LeftoverBeforeClose => Text::new(
                "余票在投票截止后当众作废；投票期间只能作废换发或者损坏的票卡。",
                "leftover cards are voided in public once voting is over; before, only replaced or damaged ones",
            ),
            PollRefusal::VoidsTooMany { left, voided } => Text::new(
                format!("未领取的票卡只有{left}张，不能作废{voided}张。请核对签到人数和票卡。"),
                format!(
                    "{left} cards were not drawn, {voided} cannot be voided; check the check-in and the cards"
                ),
            ),
            PollRefusal::ListsUnfit => Text::new(
                "票卡清单与测评事项不一致。请重新制作票卡。",
                "the lists of cards do not fit the questions; deal the cards anew",
            ),
            PollRefusal::TotalsUnfit { question } => Text::new(
                format!("{question}的纸质票计票没有填写，或者填写了两次。请逐项填写一次。"),
                format!("the paper count of {question} is missing or given twice; enter each once"),
            ),
            PollRefusal::NoPaper => Text::new(
                "没有人领取纸质票，不需要录入纸质票计票。",
                "nobody took a paper ballot: there is nothing to count",
            ),
            PollRefusal::PaperOnce => Text::new(
                "纸质票须由两人分别计票录入。请由另一人再录入一次。",
                "paper ballots are counted and entered by two people; let another one enter them too",
            ),
            PollRefusal::PaperDiffers { questions } => Text::new(
                format!(
                    "两人的纸质票计票在{}上不一致。请重新清点并更正后再宣布。",
                    questions.join("、")
                ),
                format!(
                    "the two counts of the paper ballots differ on {}; count again and correct",
                    questions.join(", ")
                ),
            ),
            PollRefusal::PaperSum {
                question,
                counted,
                collected,
            } => Text::new(
                format!(
                    "{question}：各栏合计{counted}张，应等于收回的{collected}张。请核对后重新填写。"
                ),
                format!(
                    "{question}: the headings add up to {counted}, {collected} ballots came back; check and enter them again"
                ),
            ),
            PollRefusal::Uncountable { question, fault } => {
                let why = fault.text();
                Text::new(
                    format!("{question}：{}", why.zh),
                    format!("{question}: {}", why.en),
                )
            }
            PollRefusal::CardsUnfit { question } => Text::new(
                format!("{question}的票卡计票与签到记录不一致。请刷新后重新计票。"),
                format!(
                    "the card count of {question} is not that of the check-in; reload and count again"
                ),
            ),
            PollRefusal::NoteNeeded { count } => Text::new(
                format!("有{count}项异常。请逐项核实，在说明中写明如何处理，再宣布结果。"),
                format!(
                    "{count} irregularities were found; look into each and say in the note what was done"
                ),
            ),
            PollRefusal::DueTooEarly => Text::new(
                "再次报告和测评的期限应晚于测评当日。请修改日期。",
                "the day for the second report has to come after the poll",
            ),
            PollRefusal::TooMany { most } => Text::new(
                format!("一次不能超过{most}项。请分批进行。"),
                format!("at most {most} at once; divide them"),
            ),
        }
    }
}
