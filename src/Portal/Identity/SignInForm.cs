namespace WeixinWeChat.Portal.Identity;

/// <summary>What is typed to sign in.</summary>
internal sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    public bool Remember { get; set; }
}
