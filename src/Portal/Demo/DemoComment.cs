using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Demo;

/// <summary>A follower's comment under the article that a brand launched last.</summary>
/// <param name="Brand">Place of the brand in <see cref="DemoPlan.Brands"/>.</param>
/// <param name="Writer">Place of the writer among the brand's followers; the first are those whom people are told to sign in as.</param>
/// <param name="HoursAgo">When.</param>
/// <param name="Text">In their words.</param>
/// <param name="Chosen">The brand shows it to everybody; it does so an hour later.</param>
/// <param name="Pinned">And above the others.</param>
/// <param name="Reply">What it replies; null for nothing.</param>
public sealed record DemoComment(int Brand, int Writer, int HoursAgo, string Text, bool Chosen = true, bool Pinned = false, string? Reply = null)
{
    internal void Plan(DemoWorld world, DemoTimeline timeline)
    {
        var (account, owner, made) = (world.AccountOf(world.Plan.Brands[Brand]), world.OwnerOf(world.Plan.Brands[Brand]), world.Clock.Now.AddHours(-HoursAgo));
        var (comments, desk) = (world.Make<CommentOperations>(world.Make<VisitOperations>()), world.Make<CommentDesk>());
        var (key, code) = (Ids.Code(), "");
        timeline.Add(made, async () =>
        {
            await using var db = await world.Dbs.CreateDbContextAsync();
            var article = await db.Campaigns.Where(row => row.AccountId == account.Id && row.LaunchedAt != null).OrderByDescending(row => row.Id).Select(row => row.Code).FirstAsync();
            var writer = account.Follower(Writer);
            if ((await comments.Write(writer, article, key, Text)).Outcome != CommentOutcome.Written)
                throw new InvalidOperationException($"{Text} was not written.");
            code = (await comments.Mine(writer)).Items[0].Code;
        });
        timeline.Add(made.AddHours(1), async () =>
        {
            if (Chosen)
                await desk.Choose(owner, account.AppId, code);
            if (Pinned)
                await desk.Pin(owner, account.AppId, code);
            if (Reply is not null)
                await desk.Reply(owner, account.AppId, code, Reply);
        });
    }
}
