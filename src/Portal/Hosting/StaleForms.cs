using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>
/// A form of a page that is out of date: its token is another person's after a sign-in in another tab, or what it changes is gone. The
/// framework answers with a bare 400, which a browser shows as nothing at all; here the person is shown the page as it is now, and told why.
/// </summary>
internal static class StaleForms
{
    public static void UseStaleForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var posted = HttpMethods.IsPost(context.Request.Method) && (metadata?.GetMetadata<ComponentTypeMetadata>() is not null || metadata?.GetMetadata<FormOfPageAttribute>() is not null)
            && context.Features.Get<IStatusCodeReExecuteFeature>() is null;
        if (posted && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            Lead(context);
            return;
        }

        await next(context);
        if (posted && context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest })
            Lead(context);
    });

    private static void Lead(HttpContext context)
    {
        context.Response.ContentType = null;
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = IsPassed(context)
            ? LocalPath.Of(context.Request.Query["ReturnUrl"])
            : LocalPath.Of(context.Request.PathBase + PageOf(context) + With(context.Request.QueryString));
    }

    // The form of a page may be sent to an endpoint one step below it.
    private static PathString PageOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<FormOfPageAttribute>() is null
        ? context.Request.Path
        : context.Request.Path.Value![..context.Request.Path.Value!.LastIndexOf('/')];

    // Two tabs at the door: the other one is in already, and so is this person.
    private static bool IsPassed(HttpContext context) => context.User.Identity?.IsAuthenticated == true
        && context.Request.Path.StartsWithSegments("/account") && context.GetEndpoint()?.Metadata.GetMetadata<PublicAttribute>() is not null;

    private static QueryString With(QueryString query) =>
        query.Value?.Contains(StaleNotice.Mark, StringComparison.Ordinal) == true ? query : query.Add(StaleNotice.Name, "true");
}
