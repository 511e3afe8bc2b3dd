//! Every rule that can refuse something.

use serde::{Deserialize, Serialize};

/// Declares the codes once: variant, stable name, and the list of all.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $code:literal,)+) => {
        /// The rules that refuse. A released code keeps its name and meaning.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum RefusalCode {
            $($(#[$doc])+ #[serde(rename = $code)] $variant,)+
        }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &'static [RefusalCode] = &[$(RefusalCode::$variant,)+];

            /// The stable name, as scripts and scenarios write it.
            pub const fn code(self) -> &'static str {
                match self { $(RefusalCode::$variant => $code,)+ }
            }
        }
    };
}

codes! {
    // Who.
    /// The act belongs to another role.
    WrongRole = "wrong_role",
    /// Only the congress office records what others did; nobody else acts for another party.
    ActsForAnother = "acts_for_another",
    /// The unit has no part in the handling of this suggestion.
    UnitNotAssigned = "unit_not_assigned",
    /// The act is recorded for one unit but names another.
    UnitDiffers = "unit_differs",
    /// Only a deputy who signed it may do this.
    NotASigner = "not_a_signer",
    /// Only the lead deputy may do this.
    NotTheLead = "not_the_lead",
    /// The opinion is recorded for one deputy but names another.
    DeputyDiffers = "deputy_differs",

    // Stage.
    /// There is no such suggestion.
    NoSuchSuggestion = "no_such_suggestion",
    /// It has been begun or entered already.
    AlreadyExists = "already_exists",
    /// The act does not belong to the stage the suggestion stands in.
    WrongStage = "wrong_stage",
    /// It is under key supervision already.
    AlreadyKey = "already_key",
    /// It is not under key supervision.
    NotKey = "not_key",
    /// Units are named again only after one gave it back.
    NothingGivenBack = "nothing_given_back",
    /// The unit has taken it already.
    AlreadyAccepted = "already_accepted",
    /// The unit gave it back and waits for a new arrangement.
    UnitGaveBack = "unit_gave_back",
    /// The unit has replied in this round already.
    AlreadyReplied = "already_replied",
    /// The unit has to take it before it replies.
    NotAccepted = "not_accepted",
    /// An assisting unit gives its opinion to the lead unit, which gives the single reply (R1).
    AssistingDoesNotReply = "assisting_does_not_reply",
    /// In a round of handling again nobody gives it back: they replied to it before.
    NoReturnAfterReply = "no_return_after_reply",
    /// No unit owes a reply, so there is nothing to remind of.
    NothingOwed = "nothing_owed",
    /// The deputy has given an opinion in this round already.
    AlreadyEvaluated = "already_evaluated",
    /// Handling again is ordered only after 不满意.
    NotDissatisfied = "not_dissatisfied",
    /// The unit made no promise that would still be open.
    NoOpenPromise = "no_open_promise",
    /// It was not entered by an import.
    NotImported = "not_imported",
    /// It was entered by another import.
    OtherImport = "other_import",
    /// A deputy withdraws a suggestion only before it is answered.
    WithdrawAfterReply = "withdraw_after_reply",
    /// Nothing is recorded that could be taken back.
    NothingToUndo = "nothing_to_undo",
    /// Something was recorded after what the person saw as the latest.
    UndoNotLatest = "undo_not_latest",
    /// Only the party whose act it was, or the office, takes it back.
    UndoNotYours = "undo_not_yours",
    /// A unit has replied, so what the reply rests on stays as it is.
    ReplyGiven = "reply_given",
    /// It is handled together with no other suggestion.
    NotJoined = "not_joined",
    /// Only an assisting unit gives the lead unit an opinion (R1).
    NotAssisting = "not_assisting",
    /// The assisting unit has given its opinion in this round already.
    OpinionGiven = "opinion_given",
    /// The units disagree, and nobody has settled it (R1, R10).
    DisagreementOpen = "disagreement_open",
    /// No disagreement is open that could be settled.
    NoDisagreement = "no_disagreement",
    /// Time has stopped already.
    AlreadySuspended = "already_suspended",
    /// Time runs, so it cannot begin to run again.
    NotSuspended = "not_suspended",
    /// The unit has no reply in this round that could be handed over.
    NoReplyToDeliver = "no_reply_to_deliver",
    /// It is handled for the first time, not again.
    NotHandledAgain = "not_handled_again",
    /// The rulebook asks for a step of handling again that is not evidenced (S0.13).
    RedoStepMissing = "redo_step_missing",
    /// The deputy has looked back in this round already.
    AlreadyLookedBack = "already_looked_back",
    /// Fewer opinions came in than totals are told of.
    TooFewOpinions = "too_few_opinions",
    /// These very totals are told already.
    OpinionsAnnounced = "opinions_announced",
    /// Nothing contradicts that would have to be settled.
    NoConflict = "no_conflict",
    /// What is to be kept and dropped does not contradict each other.
    NotInConflict = "not_in_conflict",

    // Content.
    /// Something that has to be said is missing.
    TextMissing = "text_missing",
    /// A text is longer than this record keeps.
    TextTooLong = "text_too_long",
    /// A text holds control characters.
    ControlCharacters = "control_characters",
    /// A list is longer than this record keeps.
    TooMany = "too_many",
    /// A name stands twice in a list.
    NamedTwice = "named_twice",
    /// A suggestion needs its lead deputy.
    LeadDeputyMissing = "lead_deputy_missing",
    /// Separate handling (分别办理) needs at least two units (R1).
    SeparateNeedsTwo = "separate_needs_two",
    /// A new arrangement would drop a unit that has replied, and its reply with it.
    RepliedUnitDropped = "replied_unit_dropped",
    /// A suggestion cannot be merged into itself.
    MergeIntoItself = "merge_into_itself",
    /// Each of the suggestion's points has to be answered.
    PointsUnanswered = "points_unanswered",
    /// An answer names a point the suggestion does not have.
    PointUnknown = "point_unknown",
    /// A point is answered twice.
    PointTwice = "point_twice",
    /// A reply that is not yet completed says what will be done.
    PromiseMissing = "promise_missing",
    /// A reply of this class leaves nothing to be promised.
    PromiseNotDue = "promise_not_due",
    /// A dissatisfied deputy says why, so that the next round can do better.
    DissatisfactionUnexplained = "dissatisfaction_unexplained",
    /// Closing without any deputy's opinion needs a reason.
    CloseWithoutOpinion = "close_without_opinion",
    /// Closing although a deputy is dissatisfied needs a reason.
    CloseDespiteDissatisfied = "close_despite_dissatisfied",
    /// An extension of nothing.
    ExtensionEmpty = "extension_empty",
    /// A suggestion cannot be handled together with itself.
    JoinWithItself = "join_with_itself",
    /// The two are handled together already.
    AlreadyJoined = "already_joined",
    /// It is handled together with others, but not with the one named.
    JoinedWithOthers = "joined_with_others",
    /// Something stands twice in a list of which each entry counts once.
    ListedTwice = "listed_twice",
    /// The rulebook has a list for this, and what is named is not on it.
    NotOnTheList = "not_on_the_list",
    /// The rulebook asks that key supervision names its leader and committee (S0.11, S1.5).
    KeyLeadersMissing = "key_leaders_missing",
    /// The rulebook asks for a form of the reply that this one does not have (R2).
    ReplyFormIncomplete = "reply_form_incomplete",
    /// The rulebook has process and result rated apart (R21).
    ProcessMissing = "process_missing",
    /// The rulebook asks for one opinion only.
    ProcessNotAsked = "process_not_asked",
    /// The deputy has got this unit's reply already.
    AlreadyDelivered = "already_delivered",
    /// Answering again is recorded as a reply, not as a step.
    RedoReplyApart = "redo_reply_apart",
    /// A unit records only its own supervision of its handling (S1.11).
    OwnSupervisionOnly = "own_supervision_only",
    /// The rulebook lets no time stop.
    SuspensionNotAllowed = "suspension_not_allowed",
    /// More votes than ballots, or more ballots back than given out (R18).
    TallyUnsound = "tally_unsound",

    // Days.
    /// The day lies in the future.
    DayInFuture = "day_in_future",
    /// The day lies before the step it follows.
    DayTooEarly = "day_too_early",
    /// The time to give it back has passed (R6–R9).
    ReturnTooLate = "return_too_late",
    /// It comes back late, and nobody is named who agreed to that.
    LateReturnWithoutConsent = "late_return_without_consent",
    /// The longest time that may not count is used up.
    SuspensionUsedUp = "suspension_used_up",
    /// Extensions would go beyond the longest time the rule allows (R1).
    ExtensionTooLong = "extension_too_long",
    /// What is promised would be due before the reply.
    PromiseDueTooEarly = "promise_due_too_early",

    // A ledger's row.
    /// The row has facts of handling but no unit.
    LedgerNoUnits = "ledger_no_units",
    /// The row has a day of reply but no class.
    LedgerReplyWithoutClass = "ledger_reply_without_class",
    /// The row has an opinion but no reply.
    LedgerRatingWithoutReply = "ledger_rating_without_reply",
    /// The row has a reply before the assignment.
    LedgerReplyBeforeAssignment = "ledger_reply_before_assignment",
}
