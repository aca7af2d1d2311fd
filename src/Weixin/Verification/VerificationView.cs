using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>A document's bytes, for an answer.</summary>
public sealed record DocumentContent(byte[] Bytes, string ContentType, string FileName);

/// <summary>A document as a page shows it.</summary>
public sealed record DocumentRow(string Code, string ContentType, string FileName, int Size, int Pages, DateTime UploadedAt)
{
    /// <summary>Shown as a picture, or in a frame.</summary>
    public bool IsPdf => ContentType == "application/pdf";

    /// <summary>The document that counts, if there is one.</summary>
    public static DocumentRow? Current(VerificationCase verification) => verification.Documents.Where(document => document.SupersededAt is null)
        .Select(document => new DocumentRow(document.Code, document.ContentType, document.FileName, document.Size, document.Pages, document.UploadedAt)).LastOrDefault();
}

/// <summary>A correction that is asked for, or the reason of a refusal.</summary>
public sealed record CorrectionRow(CaseField Field, string? ReasonCode, Bilingual Text);

/// <summary>An entry of the history as the brand reads it: no reviewer's name, no private note.</summary>
public sealed record HistoryRow(DateTime At, CaseEventKind Kind, CaseField? Field, Bilingual Text);

/// <summary>The organisation as the account's registration names it.</summary>
public sealed record RegisteredSubject(string LegalName, string CreditCode)
{
    /// <summary>What a field said at registration; null for what a registration does not ask.</summary>
    public string? this[CaseField field] => field switch
    {
        CaseField.LegalName => LegalName,
        CaseField.CreditCode => CreditCode,
        _ => null,
    };
}

/// <summary>Where an account and its latest case stand.</summary>
public sealed record CaseLook(AccountStanding Standing, CaseState? State);

/// <summary>The brand's page, read only.</summary>
public sealed record VerificationView
{
    /// <summary>The account's name.</summary>
    public required string AccountName { get; init; }

    /// <summary>Its AppID.</summary>
    public required string AppId { get; init; }

    /// <summary>Where the account stands.</summary>
    public required AccountStanding Standing { get; init; }

    /// <summary>End of the verification, UTC.</summary>
    public DateTime? VerifiedUntil { get; init; }

    /// <summary>Null before the first application.</summary>
    public CaseState? State { get; init; }

    /// <summary>To be handed back with a change.</summary>
    public Guid Version { get; init; }

    /// <summary>What is typed so far.</summary>
    public SubjectData Data { get; init; } = SubjectData.Empty;

    /// <summary>The organisation at registration, if the account has one.</summary>
    public RegisteredSubject? Registered { get; init; }

    /// <summary>The licence that counts.</summary>
    public DocumentRow? Licence { get; init; }

    /// <summary>What may be changed now.</summary>
    public IReadOnlySet<CaseField> EditableNow { get; init; } = new HashSet<CaseField>();

    /// <summary>What is asked for now, or why it was refused.</summary>
    public IReadOnlyList<CorrectionRow> Corrections { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HistoryRow> History { get; init; } = [];

    /// <summary>Chances for a correction that are left.</summary>
    public int CorrectionsLeft { get; init; }

    /// <summary>UTC by which the brand must act, if it must.</summary>
    public DateTime? CorrectBy { get; init; }

    /// <summary>UTC by which the reviewers answer, if they owe an answer.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>The time for the correction is over.</summary>
    public bool Overdue { get; init; }

    /// <summary>An application may be begun.</summary>
    public bool CanStart { get; init; }

    /// <summary>The application may be taken back.</summary>
    public bool CanWithdraw => !Overdue && State is { } state && VerificationCase.Allows(state, CaseVerb.Withdraw);

    /// <summary>Whether an account of this standing can be verified.</summary>
    public static bool MayApply(AccountStanding standing) => standing is AccountStanding.Activated or AccountStanding.VerificationExpired;

    /// <summary>What the brand may change: everything in a draft, afterwards only what is asked for.</summary>
    public static IReadOnlySet<CaseField> Editable(VerificationCase verification) => verification.State switch
    {
        CaseState.Draft => new HashSet<CaseField>([.. SubjectData.Fields, CaseField.BusinessLicence]),
        CaseState.CorrectionRequested => Asked(verification).Select(correction => correction.Field).ToHashSet(),
        _ => new HashSet<CaseField>(),
    };

    /// <summary>The page of an account and its latest case.</summary>
    public static VerificationView Of(OfficialAccount account, VerificationCase? verification, Vault vault, DateTime now)
    {
        var view = new VerificationView
        {
            AccountName = account.Name,
            AppId = account.AppId,
            Standing = account.Standing,
            VerifiedUntil = account.VerifiedUntil,
            CanStart = MayApply(account.Standing) && verification?.LiveAccountId is null,
        };
        if (verification is null) return view;
        var overdue = verification.State == CaseState.CorrectionRequested && verification.CorrectBy < now;
        return view with
        {
            State = verification.State,
            Version = verification.Version,
            Data = SubjectData.Of(verification, vault),
            Licence = DocumentRow.Current(verification),
            EditableNow = overdue ? new HashSet<CaseField>() : Editable(verification),
            Corrections = verification.State switch
            {
                CaseState.CorrectionRequested => Asked(verification),
                CaseState.Refused => Said(verification, happened => happened.Kind is CaseEventKind.Refused or CaseEventKind.Lapsed),
                _ => [],
            },
            History = [.. verification.Events.OrderByDescending(happened => happened.Id)
                .Select(happened => new HistoryRow(happened.At, happened.Kind, happened.Field, happened.Text))],
            CorrectionsLeft = verification.CorrectionsLeft,
            CorrectBy = verification.CorrectBy,
            DueAt = verification.DueAt,
            Overdue = overdue,
            CanStart = view.CanStart || overdue,
        };
    }

    private static IReadOnlyList<CorrectionRow> Asked(VerificationCase verification) => Said(verification,
        happened => happened.Kind == CaseEventKind.CorrectionRequested && happened.Round == verification.CorrectionsUsed);

    private static IReadOnlyList<CorrectionRow> Said(VerificationCase verification, Func<CaseEvent, bool> which) =>
        [.. verification.Events.Where(which).Select(happened => new CorrectionRow(happened.Field ?? CaseField.Account, happened.ReasonCode, happened.Text))];
}
