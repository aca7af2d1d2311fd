namespace WeixinWeChat.Weixin.Verification;

/// <summary>Where a verification case stands. The moves between them are one table, in <see cref="VerificationCase"/>.</summary>
public enum CaseState
{
    /// <summary>The brand is filling it in.</summary>
    Draft = 1,

    /// <summary>Waits in the reviewers' queue.</summary>
    Submitted,

    /// <summary>A reviewer has it on the desk.</summary>
    InReview,

    /// <summary>The brand is asked to put something right.</summary>
    CorrectionRequested,

    /// <summary>Found to be who it says it is.</summary>
    Approved,

    /// <summary>Refused for good; the brand may apply anew.</summary>
    Refused,

    /// <summary>Taken back by the brand.</summary>
    Withdrawn,
}

/// <summary>What can be done to a case.</summary>
public enum CaseVerb
{
    /// <summary>The brand changes data or a document.</summary>
    Fill = 1,

    /// <summary>The brand hands it in, the first time or corrected.</summary>
    Submit,

    /// <summary>The brand takes it back.</summary>
    Withdraw,

    /// <summary>A reviewer takes it, or keeps it.</summary>
    Claim,

    /// <summary>A reviewer lays it back into the queue.</summary>
    Release,

    /// <summary>A reviewer sends it back for correction.</summary>
    RequestCorrection,

    /// <summary>A reviewer approves.</summary>
    Approve,

    /// <summary>A reviewer refuses for good.</summary>
    Refuse,

    /// <summary>The time for a correction is over.</summary>
    Lapse,
}

/// <summary>Why a verb was refused.</summary>
public enum CaseRefusal
{
    /// <summary>The case does not stand where this can be done.</summary>
    NotInThisState = 1,

    /// <summary>Another reviewer has it.</summary>
    HeldByAnother,

    /// <summary>It was sent back as often as the rules allow: approve or refuse.</summary>
    NoCorrectionsLeft,

    /// <summary>The time for the correction is over.</summary>
    DeadlinePassed,

    /// <summary>There is still time for the correction.</summary>
    NotOverdue,
}

/// <summary>The places of a case that a reviewer's word can concern.</summary>
public enum CaseField
{
    /// <summary>The subject's registered name.</summary>
    LegalName = 1,

    /// <summary>Unified Social Credit Code.</summary>
    CreditCode,

    /// <summary>Legal representative.</summary>
    LegalRepresentative,

    /// <summary>The person who answers the reviewer's call.</summary>
    ContactName,

    /// <summary>That person's mobile phone.</summary>
    ContactPhone,

    /// <summary>The picture or PDF of the business licence.</summary>
    BusinessLicence,

    /// <summary>The official account itself: what it calls itself, what it is for.</summary>
    Account,
}
