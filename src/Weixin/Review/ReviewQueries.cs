using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>Which cases there are for a reviewer.</summary>
internal static class ReviewQueries
{
    /// <summary>The four eyes: nobody reviews what is theirs. And nobody who is no reviewer any more, whatever an open circuit remembers.</summary>
    public static IQueryable<VerificationCase> Reviewable(PortalDb db, Person actor)
    {
        var (memberships, reviewers) = (db.Memberships, db.HoldersOf(Permissions.CasesReview));
        return db.VerificationCases.Where(row => row.SubmittedAt != null && reviewers.Any(holder => holder == actor.UserId)
            && !memberships.Any(member => member.AccountId == row.AccountId && member.UserId == actor.UserId));
    }

    /// <summary>Those that wait for an answer, as a filter of the queue shows them.</summary>
    public static IQueryable<VerificationCase> Waiting(PortalDb db, Person actor, QueueFilter filter, DateTime now)
    {
        var waiting = Reviewable(db, actor).Where(row => row.DueAt != null);
        var soon = now + Urgency.Near;
        return filter switch
        {
            QueueFilter.Urgent => waiting.Where(row => row.DueAt < soon),
            QueueFilter.Mine => waiting.Where(row => row.ReviewerId == actor.UserId),
            QueueFilter.Unassigned => waiting.Where(row => row.ReviewerId == null || (row.ReviewerId != actor.UserId && row.ClaimedUntil < now)),
            _ => waiting,
        };
    }
}
