using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Outbox;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Outbox;

public sealed class OutboxDeliveryTests : IDisposable
{
    private const string Phone = "+6591234567";
    private readonly TestDb db = TestDb.WeChat();
    private readonly Recorder sender = new();

    public void Dispose() => db.Dispose();

    [Fact]
    public async Task A_due_message_is_sent_once_however_many_workers_there_are()
    {
        for (var message = 0; message < 5; message++)
            await Write($"text {message}");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Delivery().SendDue(OutboxChannel.Sms, default)));
        sender.Sent.Should().HaveCount(5).And.OnlyHaveUniqueItems();
        (await Delivery().SendDue(OutboxChannel.Sms, default)).Should().Be(0);
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_later_and_given_up_in_the_end()
    {
        await Write("never");
        sender.Fails = true;
        for (var attempt = 1; attempt <= OutboxDelivery.MaxAttempts; attempt++)
        {
            await Delivery().SendDue(OutboxChannel.Sms, default);
            await Delivery().SendDue(OutboxChannel.Sms, default);
            sender.Tried.Should().Be(attempt, "the next try waits");
            db.Clock.Advance(OutboxDelivery.PauseAfter(attempt));
        }

        db.Clock.Advance(TimeSpan.FromDays(30));
        await Delivery().SendDue(OutboxChannel.Sms, default);
        sender.Tried.Should().Be(OutboxDelivery.MaxAttempts);
        var row = await Single();
        (row.DueAt, row.SentAt).Should().Be((null, null));
        row.LastError.Should().Be(nameof(IOException)).And.NotContain(Phone);
    }

    [Fact]
    public async Task In_Production_the_text_is_emptied_once_sent_and_kept_in_Development()
    {
        await Write("secret 123456");
        await Delivery(Environments.Production).SendDue(OutboxChannel.Sms, default);
        (await Single()).Body.Should().BeEmpty();
        (await Single()).SentAt.Should().NotBeNull();
    }

    [Fact]
    public async Task A_subject_is_sealed_and_given_up_in_Production_emptied_with_the_text()
    {
        await using (var context = db.CreateDbContext())
        {
            db.Outbox.Mail(context, "mei@example.com", "123456 is your code", "text");
            await context.SaveChangesAsync();
        }

        (await Single()).Subject.Should().NotBeEmpty().And.NotContain("123456");
        db.Outbox.SubjectOf(await Single()).Should().Be("123456 is your code");
        for (var attempt = 1; attempt <= OutboxDelivery.MaxAttempts; attempt++)
        {
            // Nobody listens at that port.
            await Delivery(Environments.Production, new MailSettings { Host = "127.0.0.1", Port = 1, From = "a@example.com" }).SendDue(OutboxChannel.Mail, default);
            db.Clock.Advance(OutboxDelivery.PauseAfter(attempt));
        }

        ((await Single()).Subject, (await Single()).Body).Should().Be(("", ""));
    }

    [Fact]
    public async Task Mail_waits_in_the_outbox_until_a_server_is_set()
    {
        await using (var context = db.CreateDbContext())
        {
            db.Outbox.Mail(context, "mei@example.com", "Hello", "text");
            await context.SaveChangesAsync();
        }

        (await Delivery().SendDue(OutboxChannel.Mail, default)).Should().Be(0);
        (await Single()).Attempts.Should().Be(0);
    }

    [Fact]
    public async Task A_mail_server_that_does_not_answer_holds_up_no_text_message()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using (var context = db.CreateDbContext())
        {
            db.Outbox.Mail(context, "mei@example.com", "Hello", "text");
            await context.SaveChangesAsync();
        }

        await Write("your code");
        var delivery = Delivery(mail: new MailSettings { Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port, From = "a@example.com" });
        using var signal = new OutboxSignal();
        using var mails = Worker(OutboxChannel.Mail, delivery, signal);
        using var texts = Worker(OutboxChannel.Sms, delivery, signal);
        await mails.StartAsync(default);
        using var connection = await silent.AcceptTcpClientAsync();
        await texts.StartAsync(default);

        await sender.First;
        sender.Sent.Should().Equal("your code");
        await Task.WhenAll(mails.StopAsync(default), texts.StopAsync(default));
    }

    [Fact]
    public async Task What_was_sent_or_given_up_is_forgotten_after_its_time_and_what_waits_stays()
    {
        await Write("sent");
        await Delivery().SendDue(OutboxChannel.Sms, default);
        sender.Fails = true;
        await Write("waits");
        await Delivery().Forget(default);
        (await Bodies()).Should().HaveCount(2);

        db.Clock.Advance(OutboxDelivery.Memory + TimeSpan.FromMinutes(1));
        await Delivery().Forget(default);

        (await Bodies()).Should().Equal("waits");
    }

    private OutboxWorker Worker(OutboxChannel channel, OutboxDelivery delivery, OutboxSignal signal) => new(channel, delivery, signal, db.Clock, NullLogger<OutboxWorker>.Instance);

    private async Task<List<string>> Bodies()
    {
        await using var context = db.CreateDbContext();
        return [.. (await context.OutboxMessages.AsNoTracking().ToListAsync()).Select(message => db.Outbox.Open(message).Body)];
    }

    private OutboxDelivery Delivery(string environment = "Development", MailSettings? mail = null) =>
        new(db, db.Outbox, new MailSender(new PortalSettings { PublicAddress = "http://localhost", Mail = mail ?? new() }, db.Policy), sender,
            new HostingEnvironment { EnvironmentName = environment }, db.Clock, NullLogger<OutboxDelivery>.Instance);

    private async Task Write(string text)
    {
        await using var context = db.CreateDbContext();
        db.Outbox.Sms(context, Phone, text);
        await context.SaveChangesAsync();
    }

    private async Task<OutboxMessage> Single()
    {
        await using var context = db.CreateDbContext();
        return await context.OutboxMessages.AsNoTracking().SingleAsync();
    }

    private sealed class Recorder : ISmsSender
    {
        private readonly Lock gate = new();
        private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Done when a message was taken.</summary>
        public Task First => first.Task;

        public List<string> Sent { get; } = [];

        public int Tried { get; private set; }

        public bool Fails { get; set; }

        public Task Send(string e164, string text, CancellationToken cancel)
        {
            lock (gate)
            {
                Tried++;
                if (Fails)
                    throw new IOException($"{e164} is not reachable");
                Sent.Add(text);
                first.TrySetResult();
                return Task.CompletedTask;
            }
        }
    }
}
