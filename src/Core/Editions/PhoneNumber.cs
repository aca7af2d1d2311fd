namespace WeixinWeChat.Core.Editions;

/// <summary>A phone number that exists in its country's numbering plan. Made only by <see cref="PhoneReading"/>.</summary>
public sealed record PhoneNumber
{
    internal PhoneNumber(string e164, string region, Edition edition, bool canReceiveSms, string masked)
    {
        E164 = e164;
        Region = region;
        Edition = edition;
        CanReceiveSms = canReceiveSms;
        Masked = masked;
    }

    /// <summary>Characters an E.164 number can have at most, the plus included.</summary>
    public const int MaxE164Length = 16;

    /// <summary>The one normal form: <c>+</c>, country code, number; digits only.</summary>
    public string E164 { get; }

    /// <summary>ISO 3166 two-letter code of the number's country or region; <c>001</c> for numbers that belong to none.</summary>
    public string Region { get; }

    /// <summary>Whom a person with this number belongs to.</summary>
    public Edition Edition { get; }

    /// <summary>False for a landline, a toll-free number and the like: a code would never arrive.</summary>
    public bool CanReceiveSms { get; }

    /// <summary>For screens: enough to recognise one's own number, not enough to dial it.</summary>
    public string Masked { get; }

    /// <summary>The masked form: a number that slips into a log by way of a string shows nothing.</summary>
    public override string ToString() => Masked;
}
