using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What Identity itself finds wrong, in the reader's language.</summary>
internal sealed class IdentityErrors(IStringLocalizer<IdentityTexts> texts) : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Error(base.DefaultError(), texts["Error.Unknown"]);

    public override IdentityError ConcurrencyFailure() => Error(base.ConcurrencyFailure(), texts["Error.Conflict"]);

    public override IdentityError PasswordMismatch() => Error(base.PasswordMismatch(), texts["Password.NotCurrent"]);

    public override IdentityError InvalidToken() => Error(base.InvalidToken(), texts["Confirm.Stale"]);

    public override IdentityError InvalidEmail(string? email) => Error(base.InvalidEmail(email), texts["Email.Wrong"]);

    public override IdentityError DuplicateEmail(string email) => Error(base.DuplicateEmail(email), texts["Email.Known"]);

    public override IdentityError DuplicateUserName(string userName) => Error(base.DuplicateUserName(userName), texts["Email.Known"]);

    private static IdentityError Error(IdentityError usual, string text) => new() { Code = usual.Code, Description = text };
}
