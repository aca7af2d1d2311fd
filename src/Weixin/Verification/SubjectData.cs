using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>What a brand says about its legal subject and about the person who answers for the application.</summary>
public sealed record SubjectData(string LegalName, string CreditCode, string LegalRepresentative, string ContactName, string ContactPhone)
{
    private const string Purpose = "VerificationSubject";

    /// <summary>Nothing typed yet.</summary>
    public static SubjectData Empty { get; } = new("", "", "", "", "");

    /// <summary>The fields, in the order of the form.</summary>
    public static IReadOnlyList<CaseField> Fields { get; } =
        [CaseField.LegalName, CaseField.CreditCode, CaseField.LegalRepresentative, CaseField.ContactName, CaseField.ContactPhone];

    /// <summary>The text of a field.</summary>
    public string this[CaseField field] => field switch
    {
        CaseField.LegalName => LegalName,
        CaseField.CreditCode => CreditCode,
        CaseField.LegalRepresentative => LegalRepresentative,
        CaseField.ContactName => ContactName,
        CaseField.ContactPhone => ContactPhone,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No typed field."),
    };

    /// <summary>The same with another text in one field.</summary>
    public SubjectData With(CaseField field, string text) => field switch
    {
        CaseField.LegalName => this with { LegalName = text },
        CaseField.CreditCode => this with { CreditCode = text },
        CaseField.LegalRepresentative => this with { LegalRepresentative = text },
        CaseField.ContactName => this with { ContactName = text },
        CaseField.ContactPhone => this with { ContactPhone = text },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No typed field."),
    };

    /// <summary>The longest text of a field.</summary>
    public static int MaxOf(CaseField field) => field switch
    {
        CaseField.LegalName => VerificationCase.LegalNameMax,
        CaseField.CreditCode => UnifiedSocialCreditCode.MaxTypedLength,
        CaseField.ContactPhone => PhoneReading.MaxTypedLength,
        _ => VerificationCase.PersonNameMax,
    };

    /// <summary>Trimmed, without control characters, code and phone in their normal form where they can be read.</summary>
    public SubjectData Normalised()
    {
        var clean = Fields.Aggregate(this, (data, field) => data.With(field, Clean(data[field])));
        if (UnifiedSocialCreditCode.Read(clean.CreditCode) is { IsValid: true } code) clean = clean with { CreditCode = code.Value.Value };
        if (PhoneReading.Of(clean.ContactPhone, "CN") is { IsValid: true } phone) clean = clean with { ContactPhone = phone.Value.E164 };
        return clean;
    }

    /// <summary>What a case holds, readable.</summary>
    public static SubjectData Of(VerificationCase verification, Vault vault)
    {
        return new(verification.LegalName, verification.CreditCode,
            Open(verification.LegalRepresentative), Open(verification.ContactName), Open(verification.ContactPhone));

        string Open(string text) => text.Length == 0 ? "" : vault.Unprotect(Purpose, text);
    }

    /// <summary>The same with the personal texts sealed, as a case keeps them.</summary>
    public SubjectData Sealed(Vault vault)
    {
        return this with { LegalRepresentative = Seal(LegalRepresentative), ContactName = Seal(ContactName), ContactPhone = Seal(ContactPhone) };

        string Seal(string text) => text.Length == 0 ? "" : vault.Protect(Purpose, text);
    }

    // Bidirectional controls can make a name read as another one, in a table that a reviewer trusts.
    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c)
        && c is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069') and not '\u200E' and not '\u200F' and not '\u200B' and not '\uFEFF')).Trim();
}
