namespace WeixinWeChat.Weixin.Wallet;

// What is sent by the wallet's forms, as typed. Whatever arrives can be bound: a key that is none becomes another.

internal sealed class OpenFields
{
    public string? Name { get; set; }

    public string? IdNumber { get; set; }

    public string? NewPassword { get; set; }

    public string? Repeated { get; set; }

    public OpenForm Read() => new(Name, IdNumber, NewPassword, Repeated);
}

internal sealed class CardFields
{
    public string? CardNumber { get; set; }

    public string? Password { get; set; }
}

internal abstract class KeyedFields
{
    public string? Key { get; set; }

    /// <summary>The form's key, kept while it is shown again: what it asks for is done once, however often it is sent.</summary>
    public Guid FormKey
    {
        get
        {
            if (!Guid.TryParse(Key, out var key))
                Key = (key = Guid.NewGuid()).ToString();
            return key;
        }
    }
}

internal sealed class MoneyFields : KeyedFields
{
    public string? Card { get; set; }

    public string? Amount { get; set; }

    public string? Password { get; set; }

    public MoneyForm Read() => new(FormKey, Card, Amount, Password);
}

internal sealed class TransferFields : KeyedFields
{
    public string? Friend { get; set; }

    public string? Phone { get; set; }

    public string? Amount { get; set; }

    public string? Note { get; set; }

    public string? Password { get; set; }

    public TransferForm Read() => new(FormKey, Phone, Amount, Note, Password, Friend);
}

internal sealed class ResetFields
{
    public string? Code { get; set; }

    public string? IdNumber { get; set; }

    public string? NewPassword { get; set; }

    public string? Repeated { get; set; }

    public PasswordReset Read() => new(Code, IdNumber, NewPassword, Repeated);
}

/// <summary>What is wrong with a form, for the page that draws it.</summary>
internal static class FormProblems
{
    /// <summary>The message beside a field; null when it is right.</summary>
    public static string? At(this IReadOnlyList<WalletProblem> problems, string field) =>
        problems.FirstOrDefault(problem => problem.Field == field)?.Reason.ToString();

    /// <summary>The message that none of these fields shows: it stands above the form, so that no refusal is silent.</summary>
    public static string? Besides(this IReadOnlyList<WalletProblem> problems, params ReadOnlySpan<string> fields)
    {
        foreach (var problem in problems)
        {
            if (!fields.Contains(problem.Field))
                return problem.Reason.ToString();
        }

        return null;
    }
}
