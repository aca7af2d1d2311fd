namespace WeixinWeChat.Weixin.Verification;

/// <summary>How an operation of the brand ended.</summary>
public enum BrandOutcome
{
    /// <summary>Done.</summary>
    Done = 1,

    /// <summary>Something typed is wrong; the problems say where.</summary>
    Invalid,

    /// <summary>Somebody changed the case meanwhile: load it anew.</summary>
    Conflict,

    /// <summary>There is no such thing for this person.</summary>
    Missing,

    /// <summary>The case or the account does not stand where this can be done.</summary>
    NotNow,

    /// <summary>The time for the correction is over.</summary>
    DeadlinePassed,

    /// <summary>Nothing was changed since the correction was asked for.</summary>
    NothingChanged,
}

/// <summary>How it ended, with the problems to be said beside their fields.</summary>
public sealed record BrandResult(BrandOutcome Outcome, IReadOnlyList<FieldProblem> Problems)
{
    /// <summary>An end without problems of fields.</summary>
    public static BrandResult Of(BrandOutcome outcome) => new(outcome, []);
}
