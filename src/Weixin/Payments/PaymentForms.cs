using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

// What is sent by the app's forms, as typed.

internal sealed class CodeFields
{
    public string? Code { get; set; }
}

internal sealed class PayFields : KeyedFields
{
    public string? Amount { get; set; }

    public string? Note { get; set; }

    public string? Password { get; set; }

    public string? From { get; set; }

    public bool IsFromPurse => From == "card";

    public PayForm Read() => new(FormKey, Amount, Note, Password, IsFromPurse);
}

internal sealed class BankTransferFields : KeyedFields
{
    public string? Name { get; set; }

    public string? CardNumber { get; set; }

    public string? Amount { get; set; }

    public string? Note { get; set; }

    public string? Password { get; set; }

    public BankTransferForm Read() => new(FormKey, Name, CardNumber, Amount, Note, Password);
}
