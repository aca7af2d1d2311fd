using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>How far an order of seats is.</summary>
public enum TicketState
{
    /// <summary>Its seats are held until it is paid.</summary>
    Held = 1,

    /// <summary>Paid: there is a ticket.</summary>
    Paid,

    /// <summary>Given up, or not paid in time.</summary>
    Released,

    /// <summary>The money went back.</summary>
    Refunded,

    /// <summary>Another screening took its place.</summary>
    Changed,
}

/// <summary>Seats of one screening for one person: held for a few minutes, then paid, or let go.</summary>
public sealed class TicketOrder
{
    /// <summary>Most seats of one order.</summary>
    public const int SeatsMax = 6;

    /// <summary>Digits of a ticket's code.</summary>
    public const int TicketCodeLength = 12;

    /// <summary>How long seats are held.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(10);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For addresses.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The key of the form that asked for it: a form that is sent twice is one order.</summary>
    public Guid FormKey { get; init; }

    /// <summary>Whose it is.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The screening.</summary>
    public long ScreeningId { get; init; }

    /// <summary>The seats' numbers, with a comma between them. Kept when the seats are free again.</summary>
    public string Seats { get; init; } = "";

    /// <summary>How many.</summary>
    public int SeatCount { get; init; }

    /// <summary>What all of them cost, fen.</summary>
    public long Fen { get; init; }

    /// <summary>The order whose place it takes: a ticket is changed once.</summary>
    public long? ReplacesId { get; init; }

    /// <summary>How far it is.</summary>
    public TicketState State { get; private set; } = TicketState.Held;

    /// <summary>The person while it is held, null afterwards: nobody holds two at once.</summary>
    public long? OpenFor { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; init; }

    /// <summary>UTC until which it is held.</summary>
    public DateTime HeldUntil { get; init; }

    /// <summary>What was paid for this very order and is not given back, fen: of a changed ticket the difference alone.</summary>
    public long PaidFen { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? PaidAt { get; private set; }

    /// <summary>What is shown at the door; null until it is paid.</summary>
    public string? TicketCode { get; private set; }

    /// <summary>UTC: when it was let in.</summary>
    public DateTime? UsedAt { get; private set; }

    /// <summary>UTC: when it was let go, given back or changed.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The seats' numbers.</summary>
    public IReadOnlyList<int> Places => PlacesIn(Seats);

    /// <summary>An order that is held.</summary>
    public static TicketOrder Hold(long me, Guid key, Screening screening, IReadOnlyList<int> places, TicketOrder? replaces, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(screening);
        ArgumentNullException.ThrowIfNull(places);
        return new()
        {
            SubscriberId = me,
            OpenFor = me,
            FormKey = key,
            ScreeningId = screening.Id,
            Seats = string.Join(',', places.Select(place => place.ToString(CultureInfo.InvariantCulture))),
            SeatCount = places.Count,
            Fen = screening.Fen * places.Count,
            ReplacesId = replaces?.Id,
            MadeAt = now,
            HeldUntil = now + HoldTime,
        };
    }

    /// <summary>The seats' numbers in such a text.</summary>
    public static IReadOnlyList<int> PlacesIn(string seats)
    {
        ArgumentNullException.ThrowIfNull(seats);
        return [.. seats.Split(',').Select(place => int.Parse(place, CultureInfo.InvariantCulture))];
    }

    /// <summary>Makes a ticket of it. False when it is held no more.</summary>
    /// <param name="fen">What was paid now.</param>
    /// <param name="now">UTC.</param>
    public bool Pay(long fen, DateTime now)
    {
        if (State != TicketState.Held || HeldUntil <= now)
            return false;
        (State, OpenFor, PaidFen, PaidAt, TicketCode) = (TicketState.Paid, null, fen, now, RandomNumberGenerator.GetString("0123456789", TicketCodeLength));
        return true;
    }

    /// <summary>Lets it go. False when it is held no more.</summary>
    public bool Release(DateTime now) => End(TicketState.Held, TicketState.Released, now);

    /// <summary>The money went back. False when there is no ticket.</summary>
    public bool Refund(DateTime now) => End(TicketState.Paid, TicketState.Refunded, now);

    /// <summary>Another one took its place. False when there is no ticket.</summary>
    public bool Change(DateTime now) => End(TicketState.Paid, TicketState.Changed, now);

    /// <summary>A part of what was paid for it went back.</summary>
    /// <param name="fen">Fen.</param>
    public void GiveBack(long fen)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fen, PaidFen);
        PaidFen -= fen;
    }

    private bool End(TicketState from, TicketState to, DateTime now)
    {
        if (State != from)
            return false;
        (State, OpenFor, EndedAt) = (to, null, now);
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<TicketOrder>
    {
        public void Configure(EntityTypeBuilder<TicketOrder> order)
        {
            order.ToTable("TicketOrders");
            order.Ignore(row => row.Places);
            order.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            order.Property(row => row.Seats).HasMaxLength(SeatsMax * 5).IsUnicode(false);
            order.Property(row => row.TicketCode).HasMaxLength(TicketCodeLength).IsUnicode(false);
            // Paid and let go at the same moment: one of the two. The same of given back and let in.
            order.Property(row => row.State).IsConcurrencyToken();
            order.Property(row => row.UsedAt).IsConcurrencyToken();
            order.HasIndex(row => row.Code).IsUnique();
            order.HasIndex(row => row.TicketCode).IsUnique();
            order.HasIndex(row => row.OpenFor).IsUnique();
            order.HasIndex(row => new { row.SubscriberId, row.FormKey }).IsUnique();
            order.HasIndex(row => new { row.SubscriberId, row.MadeAt });
            order.HasIndex(row => new { row.ScreeningId, row.State });
            order.HasIndex(row => new { row.State, row.HeldUntil });
            order.HasOne<Screening>().WithMany().HasForeignKey(row => row.ScreeningId).OnDelete(DeleteBehavior.Restrict);
            order.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
            order.HasOne<TicketOrder>().WithMany().HasForeignKey(row => row.ReplacesId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
