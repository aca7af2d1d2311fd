using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>Documents for reviewers.</summary>
internal static class ReviewEndpoints
{
    public static void AddReview(this IServiceCollection services)
    {
        services.AddSingleton<ReviewOperations>();
        services.AddSingleton(new StaffSection(typeof(ReviewWork), Permissions.CasesReview));
        services.AddSingleton(NavEntry.Of<ReviewTexts>(NavGroup.Platform, "Nav", "review", "/review", Permissions.CasesReview, 10, whole: true));
    }

    public static void MapReview(this WebApplication app) =>
        app.MapGet("/review/documents/{code}", async (string code, HttpContext http, ReviewOperations operations) =>
            DocumentAnswer.Of(http, await operations.Document(Person.From(http.User)!, code, http.RequestAborted)))
            .WithMetadata(new PermissionAttribute(Permissions.CasesReview));
}
