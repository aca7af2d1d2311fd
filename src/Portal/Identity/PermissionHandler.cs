using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Access;

namespace WeixinWeChat.Portal.Identity;

/// <summary>A permission that a page asks for.</summary>
internal sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Answers whether the person holds a permission: from their platform roles, or from membership of the account in the address.</summary>
internal sealed class PermissionHandler(IDbContextFactory<PortalDb> dbs) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (Person.From(context.User) is not { } person)
            return;
        if (requirement.Permission == Permissions.SignedIn || await Holds(person, requirement.Permission, AppId(context.Resource)))
            context.Succeed(requirement);
    }

    private async Task<bool> Holds(Person person, string permission, string? appId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return Permissions.OnAccounts.Contains(permission)
            ? appId is not null && await db.AccountsOf(person, permission).AnyAsync(account => account.AppId == appId)
            : await db.Holds(person, permission);
    }

    // A first request arrives as HttpContext, a navigation inside an open circuit as the router's RouteData.
    private static string? AppId(object? resource) => resource switch
    {
        HttpContext http => http.GetRouteValue(PermissionAttribute.AppIdParameter) as string,
        Microsoft.AspNetCore.Components.RouteData route => route.RouteValues.GetValueOrDefault(PermissionAttribute.AppIdParameter) as string,
        _ => null,
    };
}

/// <summary>Answers what is forbidden as what is missing, with 404: a difference would tell a stranger what exists.</summary>
internal sealed class ForbiddenIsMissing : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
            return usual.HandleAsync(next, context, policy, authorizeResult);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
