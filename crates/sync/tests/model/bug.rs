//! The mistakes that can be switched on.

/// A mistake in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bug {
    /// None: the protocol as it is.
    None,
    /// The server does not look whether it has a number already.
    NoDedupe,
    /// The device settles by numbers without comparing the command.
    DropByNumberOnly,
    /// The device takes in answers to questions that it asks no more.
    ApplyStalePull,
    /// The server does not say that a row left a bucket.
    NoRemoveEntry,
    /// The server forgets what left, and does not remember that it forgot.
    CollectWithoutHorizon,
    /// A restored server keeps its history's name.
    NoEpochRotation,
    /// The server's image of a row is taken again with every change.
    BaseOverwritten,
    /// A refusal does not move the queue on.
    RejectNotAdvance,
    /// After a failure nothing is tried until something happens.
    NoRetryAfterFailure,
    /// After a restore only the queue is sent, not what was settled before.
    NoHistoryRepush,
    /// Rows of a bucket that a person lost stay on the device.
    NoRevokePurge,
    /// The last writer wins.
    LastWriterWins,
    /// A command leaves the queue when the push is answered.
    LeaveOnPushAnswer,
    /// A command leaves the queue with the first of several pages.
    SettleOnPartialPage,
    /// The server knows commands by their numbers alone.
    NoCommandIndex,
    /// Revisions are counted.
    CountedRevisions,
    /// The server believes the device which buckets it may read.
    TrustClientBuckets,
    /// The server does not look again who may see a row when it sends it.
    NoRecheckOnSend,
}

impl Bug {
    /// Every mistake.
    pub(crate) const ALL: [Self; 18] = [
        Self::NoDedupe,
        Self::DropByNumberOnly,
        Self::ApplyStalePull,
        Self::NoRemoveEntry,
        Self::CollectWithoutHorizon,
        Self::NoEpochRotation,
        Self::BaseOverwritten,
        Self::RejectNotAdvance,
        Self::NoRetryAfterFailure,
        Self::NoHistoryRepush,
        Self::NoRevokePurge,
        Self::LastWriterWins,
        Self::LeaveOnPushAnswer,
        Self::SettleOnPartialPage,
        Self::NoCommandIndex,
        Self::CountedRevisions,
        Self::TrustClientBuckets,
        Self::NoRecheckOnSend,
    ];
}
