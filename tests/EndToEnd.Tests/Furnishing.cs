using System.Net;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>What a furnished side needs beside its people, so that each of its pages has something to show.</summary>
internal static class Furnishing
{
    private const string CreditCode = "91990000FACT1NAL8E";

    extension(Side side)
    {
        /// <summary>A campaign of the owner's that could be launched, and is not.</summary>
        public async Task<string> Draft(string title)
        {
            using var dbs = TestDb.Of(side.Portal);
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var draft = new CampaignDraft(title, "", "", $"<p>{title}</p>", side.CoverCode, now.AddHours(-1), now.AddDays(2), 100);
            return (await new CampaignOperations(dbs, TimeProvider.System).Save(await side.PersonOf(side.Owner), side.Account.AppId, null, null, draft))!.Saved!.Code;
        }

        /// <summary>A campaign that its followers have received.</summary>
        public async Task Sent(string title)
        {
            var code = await side.Draft(title);
            using var dbs = TestDb.Of(side.Portal);
            // Several tests send in its name.
            dbs.Limits.ServiceSendsPerMonth = dbs.Limits.SubscriptionSendsPerDay = 100;
            var owner = await side.PersonOf(side.Owner);
            var version = (await new CampaignOperations(dbs, TimeProvider.System).Find(owner, side.Account.AppId, code))!.Version;
            (await new LaunchOperations(dbs, side.Portal.Policy, dbs.Limits, TimeProvider.System, new DeliverySignal()).Launch(owner, side.Account.AppId, code, version))!.Outcome
                .Should().Be(LaunchOutcome.Launched);
            var id = await dbs.CreateDbContext().Campaigns.Where(row => row.Code == code).Select(row => row.Id).SingleAsync();
            await new DeliveryOperations(dbs, TimeProvider.System, new DeliverySignal()).Deliver(id);
        }

        /// <summary>A case that waits for a reviewer, handed in by the other brand, sealed with the portal's own keys.</summary>
        public async Task<string> Case()
        {
            using var dbs = TestDb.Of(side.Portal);
            var stranger = await side.PersonOf(side.Stranger);
            await using var db = dbs.CreateDbContext();
            var members = db.Memberships;
            var account = await db.OfficialAccounts.SingleAsync(row => members.Any(member => member.AccountId == row.Id && member.UserId == stranger.UserId));
            var brand = new VerificationOperations(dbs, dbs.Documents, dbs.Vault, dbs.Limits, TimeProvider.System);
            await brand.Start(stranger, account.AppId);
            await brand.Upload(stranger, account.AppId, "licence.jpg", SampleLicence.Draw("杭州山野茶业有限公司", CreditCode, "陈国华"));
            var data = new SubjectData("杭州山野茶业有限公司", CreditCode, "陈国华", "陈静", "138 0013 8000");
            var handedIn = await brand.Submit(stranger, account.AppId, data, (await brand.Find(stranger, account.AppId))!.Version);
            handedIn.Outcome.Should().Be(BrandOutcome.Done);
            await using var weixin = dbs.AsWeixin().CreateDbContext();
            return await weixin.VerificationCases.Where(row => row.AccountId == account.Id).Select(row => row.Code).SingleAsync();
        }

        /// <summary>Somebody who has signed up and not confirmed yet, and the page where they do.</summary>
        public async Task<(Actor Actor, string Address)> Unconfirmed()
        {
            var actor = Nobody(side.Portal);
            var sent = await actor.Client.Send("/account/sign-up", ("Form.Name", "Unconfirmed"), ("Form.Email", "unconfirmed@example.com"), ("Form.Password", Stage.Password));
            return (actor, sent.Headers.Location!.ToString());
        }

        /// <summary>Somebody between the password and the code of their app.</summary>
        public async Task<(Actor Actor, string Address)> HalfSignedIn()
        {
            await side.Portal.SignUp("Careful", "careful@example.com");
            using (var dbs = TestDb.Of(side.Portal))
            await using (var db = dbs.CreateDbContext())
            {
                var user = await db.Users.SingleAsync(row => row.Email == "careful@example.com");
                user.TwoFactorEnabled = true;
                db.UserTokens.Add(new() { UserId = user.Id, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = dbs.Vault.Protect("UserToken", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") });
                await db.SaveChangesAsync();
            }

            var actor = Nobody(side.Portal);
            var sent = await actor.Client.Send("/account/sign-in", ("Form.Email", "careful@example.com"), ("Form.Password", Stage.Password));
            return (actor, sent.Headers.Location!.ToString());
        }

        /// <summary>A subscriber who has asked for a code.</summary>
        public async Task<Actor> AtTheDoor()
        {
            var actor = Nobody(side.Portal);
            await actor.Client.Send("/app/sign-in", ("Form.Number", side.Portal.Policy.Edition == Edition.Weixin ? "+8613900139777" : "+447400123777"), ("Form.Region", ""));
            return actor;
        }

        /// <summary>The passerby, who has asked for another number.</summary>
        public async Task<Actor> ChangingNumber()
        {
            await side.Passerby.Client.Send("/app/me/number", ("Form.Number", side.Portal.Policy.Edition == Edition.Weixin ? "+8613900139666" : "+447400123666"), ("Form.Region", ""));
            return side.Passerby;
        }

        /// <summary>A portal user without an account yet.</summary>
        public async Task<Actor> Newcomer()
        {
            var (client, cookies) = await side.Portal.SignUp("Newcomer", "newcomer@example.com");
            return new(client, cookies);
        }

        private async Task<Person> PersonOf(Actor actor)
        {
            using var dbs = TestDb.Of(side.Portal);
            await using var db = dbs.CreateDbContext();
            var user = await db.Users.SingleAsync(row => row.Email == actor.Email);
            return new Person(user.Id, user.DisplayName, user.Email!, new HashSet<string>());
        }
    }

    private static Actor Nobody(RunningPortal portal)
    {
        var cookies = new CookieContainer();
        return new(portal.Visitor(cookies), cookies);
    }
}
