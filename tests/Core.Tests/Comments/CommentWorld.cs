using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Tests.Campaigns;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Comments;

/// <summary>A launched article that readers may comment on, and both sides of its comments.</summary>
internal sealed class CommentWorld : IDisposable
{
    private CommentWorld(CampaignWorld campaigns, Campaign article)
    {
        (Campaigns, Article) = (campaigns, article);
        Comments = new(campaigns.Db, campaigns.Visits, Articles, campaigns.Db.Limits, campaigns.Db.Clock);
        Desk = new(campaigns.Db, Articles, campaigns.Db.Clock);
    }

    public CampaignWorld Campaigns { get; }

    public Campaign Article { get; }

    public ArticleChanges Articles { get; } = new();

    public CommentOperations Comments { get; }

    public CommentDesk Desk { get; }

    public TestDb Db => Campaigns.Db;

    public string AppId => Campaigns.Account.AppId;

    public static async Task<CommentWorld> Make(TestDb? db = null, CommentRule rule = CommentRule.Everyone, bool verified = true)
    {
        var campaigns = await CampaignWorld.Make(db, verified: verified);
        return new(campaigns, await campaigns.Launched(campaigns.Ready with { Comments = rule }));
    }

    public async Task<CommentOutcome> Write(long who, string? text, string? key = null) => (await Comments.Write(who, Article.Code, key ?? Ids.Code(), text)).Outcome;

    /// <summary>Writes, and answers with the comment's code.</summary>
    public async Task<string> Written(long who, string text)
    {
        (await Write(who, text)).Should().Be(CommentOutcome.Written);
        return (await Comments.Mine(who)).Items[0].Code;
    }

    /// <summary>Writes, and the account chooses it.</summary>
    public async Task<string> Chosen(long who, string text)
    {
        var code = await Written(who, text);
        (await Desk.Choose(Campaigns.Mei, AppId, code)).Should().Be(DeskOutcome.Done);
        return code;
    }

    public async Task<CommentThread> Seen(long who, string? before = null) => (await Comments.Read(who, Article.Code, before))!;

    /// <summary>What was recorded about comments, in order.</summary>
    public async Task<IReadOnlyList<AuditEntry>> Recorded()
    {
        await using var db = Db.CreateDbContext();
        return await db.AuditEntries.Where(entry => entry.Action.StartsWith("comment") || entry.Action == "follower.blocked").OrderBy(entry => entry.Sequence).ToListAsync();
    }

    public void Dispose() => Campaigns.Dispose();
}
