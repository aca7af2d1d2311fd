using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.Extensions.Localization;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What is wrong with a form: a message for each field, shown beside it.</summary>
public sealed class FormErrors
{
    /// <summary>Longest e-mail address, as mail itself has it.</summary>
    public const int EmailMax = 254;

    private readonly Dictionary<string, string> messages = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => messages.Count > 0;

    /// <summary>The message beside a field; null when it is right.</summary>
    public string? this[string field] => messages.GetValueOrDefault(field);

    /// <summary>Adds a message; the first of a field stays.</summary>
    public void Add(string field, string message) => messages.TryAdd(field, message);

    /// <summary>Checks an e-mail address for its form.</summary>
    internal void CheckEmail(string field, string? email, IStringLocalizer<IdentityTexts> texts)
    {
        if (string.IsNullOrWhiteSpace(email))
            Add(field, texts["Email.Missing"]);
        else if (!IsEmail(email))
            Add(field, texts["Email.Wrong"]);
    }

    /// <summary>Checks that something was typed, and not too much of it.</summary>
    internal void CheckText(string field, string? text, int max, string missing, IStringLocalizer<IdentityTexts> texts)
    {
        if (string.IsNullOrWhiteSpace(text))
            Add(field, missing);
        else if (text.Trim().Length > max)
            Add(field, texts["TooLong", max]);
    }

    internal static bool IsEmail(string? email) =>
        email is not null && email.Trim() is { Length: <= EmailMax } typed && Core.People.VisibleText.IsSound(typed) && !typed.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '"' or '<' or '>' or '(' or ')' or ',' or ';')
        && new EmailAddressAttribute().IsValid(typed) && MailAddress.TryCreate(typed, out var address) && address.Address == typed;
}
