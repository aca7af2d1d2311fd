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

internal sealed class MoneyFields
{
    public string? Key { get; set; }

    public string? Card { get; set; }

    public string? Amount { get; set; }

    public string? Password { get; set; }

    /// <summary>Keeps the form's key, so that it is one order however often it is sent.</summary>
    public MoneyFields Keyed()
    {
        if (!Guid.TryParse(Key, out _))
            Key = Guid.NewGuid().ToString();
        return this;
    }

    public MoneyForm Read() => new(Guid.Parse(Keyed().Key!), Card, Amount, Password);
}

internal sealed class TransferFields
{
    public string? Key { get; set; }

    public string? Phone { get; set; }

    public string? Amount { get; set; }

    public string? Note { get; set; }

    public string? Password { get; set; }

    /// <summary>Keeps the form's key, so that it is one transfer however often it is sent.</summary>
    public TransferFields Keyed()
    {
        if (!Guid.TryParse(Key, out _))
            Key = Guid.NewGuid().ToString();
        return this;
    }

    public TransferForm Read() => new(Guid.Parse(Keyed().Key!), Phone, Amount, Note, Password);
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
