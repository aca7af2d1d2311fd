using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace WeixinWeChat.Portal.Access;

/// <summary>Opens what brands and subscribers of this side see alike, pictures for instance, to whoever of them is signed in, and to no stranger.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class EitherSignedInAttribute : AuthorizeAttribute
{
    /// <summary>Both cookies are read: somebody who tries both roles in one browser carries both.</summary>
    public EitherSignedInAttribute() => AuthenticationSchemes = $"{IdentityConstants.ApplicationScheme},{Schemes.Subscriber}";
}
