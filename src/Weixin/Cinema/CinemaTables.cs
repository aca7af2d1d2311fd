using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>The tables of the cinemas.</summary>
public static class CinemaTables
{
    extension(PortalDb db)
    {
        /// <summary>Films.</summary>
        public DbSet<Film> Films => db.Set<Film>();

        /// <summary>Cinemas.</summary>
        public DbSet<Cinema> Cinemas => db.Set<Cinema>();

        /// <summary>Their halls.</summary>
        public DbSet<Hall> Halls => db.Set<Hall>();

        /// <summary>What is shown when and where.</summary>
        public DbSet<Screening> Screenings => db.Set<Screening>();

        /// <summary>Seats that are held or sold.</summary>
        public DbSet<SeatClaim> SeatClaims => db.Set<SeatClaim>();

        /// <summary>Orders of seats.</summary>
        public DbSet<TicketOrder> TicketOrders => db.Set<TicketOrder>();

        /// <summary>The chains that sell: those whose verification stands. Of every other nothing is shown, and what it sold is given back as ever.</summary>
        public IQueryable<OfficialAccount> SellingChains => db.OfficialAccounts.Where(row => row.Standing == AccountStanding.Verified);
    }
}
