using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>The tables of cards, and the way to load one that asks for the right first.</summary>
public static class CardTables
{
    extension(PortalDb db)
    {
        /// <summary>All cards. A console loads through <c>CardOf</c> instead.</summary>
        public DbSet<Card> Cards => db.Set<Card>();

        /// <summary>How many copies are left.</summary>
        public DbSet<CardStock> CardStocks => db.Set<CardStock>();

        /// <summary>The issued copies.</summary>
        public DbSet<CardCode> CardCodes => db.Set<CardCode>();

        /// <summary>Copies on their way to friends.</summary>
        public DbSet<CardGift> CardGifts => db.Set<CardGift>();

        /// <summary>Cards that are given to all followers.</summary>
        public DbSet<CardHandout> CardHandouts => db.Set<CardHandout>();

        /// <summary>The cards that campaigns give.</summary>
        public DbSet<CampaignCard> CampaignCards => db.Set<CampaignCard>();

        /// <summary>Numbers by day.</summary>
        public DbSet<CardDay> CardDays => db.Set<CardDay>();

        /// <summary>The shops.</summary>
        public DbSet<Store> Stores => db.Set<Store>();

        /// <summary>Where a card is good that is not good everywhere.</summary>
        public DbSet<CardStore> CardStores => db.Set<CardStore>();

        /// <summary>The cards of that account, if the actor holds the permission there.</summary>
        public IQueryable<Card> CardsOf(Person actor, string appId, string permission)
        {
            var accounts = db.AccountsOf(actor, permission).Where(account => account.AppId == appId);
            return db.Cards.Where(row => accounts.Select(account => account.Id).Contains(row.AccountId));
        }

        /// <summary>The one with that public id.</summary>
        public Task<Card?> CardOf(Person actor, string appId, string code, string permission, CancellationToken cancel = default) =>
            db.CardsOf(actor, appId, permission).SingleOrDefaultAsync(row => row.Code == code, cancel);

        /// <summary>Adds to the numbers of a day, in the transaction of what is counted.</summary>
        internal async Task CountCard(long cardId, DateTime now, int seen = 0, int taken = 0, int used = 0, int given = 0, int expired = 0, CancellationToken cancel = default)
        {
            var day = ChinaTime.StartOf(ChinaTime.DayOf(now));
            if (await Add() > 0)
                return;
            try
            {
                db.Add(new CardDay { CardId = cardId, Day = day, Seen = seen, Taken = taken, Used = used, Given = given, Expired = expired });
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                // The day's first was somebody else in this moment.
                db.ChangeTracker.Clear();
                await Add();
            }

            Task<int> Add() => db.CardDays.Where(row => row.CardId == cardId && row.Day == day).ExecuteUpdateAsync(row => row
                .SetProperty(it => it.Seen, it => it.Seen + seen)
                .SetProperty(it => it.Taken, it => it.Taken + taken)
                .SetProperty(it => it.Used, it => it.Used + used)
                .SetProperty(it => it.Given, it => it.Given + given)
                .SetProperty(it => it.Expired, it => it.Expired + expired), cancel);
        }
    }
}
