using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

// What is sent by the app's forms, as typed.

internal sealed class ActivationFields
{
    public string? Name { get; set; }

    public string? Birthday { get; set; }

    public string? Phone { get; set; }

    public string? City { get; set; }

    public string? Consent { get; set; }

    public ActivationForm Read() => new(Name, Birthday, Phone is not null, City, Consent is not null);
}

internal sealed class PurseFields : KeyedFields
{
    public string? Amount { get; set; }

    public string? Password { get; set; }

    public PurseForm Read() => new(FormKey, Amount, Password);
}

internal sealed class ExchangeFields : KeyedFields
{
    public string? Offer { get; set; }
}
