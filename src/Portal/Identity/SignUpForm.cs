using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What is typed to sign up.</summary>
internal sealed class SignUpForm
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public FormErrors Check(IStringLocalizer<IdentityTexts> texts)
    {
        var errors = new FormErrors();
        errors.CheckText(nameof(Name), Name, PortalUser.NameMax, texts["Name.Missing"], texts);
        if (!string.IsNullOrWhiteSpace(Name) && !VisibleText.IsQuiet(Name))
            errors.Add(nameof(Name), texts["Name.Wrong"]);
        else if (!VisibleText.IsSeen(Name ?? ""))
            errors.Add(nameof(Name), texts["Name.Missing"]);
        errors.CheckEmail(nameof(Email), Email, texts);
        if (PasswordRules.Problem(Password, Email, Name) is { } problem)
            errors.Add(nameof(Password), texts[problem, PasswordRules.MinLength, PasswordRules.MaxLength]);
        return errors;
    }
}
