using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Demo;

/// <summary>Makes the people of the demo world: those who sign in with a password, and the subscribers.</summary>
internal sealed class DemoPeople(IServiceProvider portal, DemoWorld world)
{
    /// <summary>One password for all, as long as the rules want it.</summary>
    public const string Password = "lantern-otters-row-9-harbours";

    /// <summary>Months over which the subscribers came.</summary>
    private const int Days = 300;

    private const double ChoseTheirName = 0.3;

    /// <summary>Signs somebody up, by mail and code.</summary>
    public async Task<Person> SignUp(string name, string email)
    {
        await using var scope = portal.CreateAsyncScope();
        var door = ActivatorUtilities.CreateInstance<SignUpOperations>(scope.ServiceProvider, world.Codes, world.Clock);
        var ticket = await door.SignUp(name, email, Password);
        var (_, user) = await door.ConfirmByCode(ticket!, await world.LastCode());
        return new Person(user!.Id, name, email, new HashSet<string>());
    }

    /// <summary>Gives somebody a platform role.</summary>
    public async Task<Person> Appoint(Person person, string role)
    {
        if (await world.Make<StaffOperations>().Appoint(Person.System, person.Email, role) != StaffChange.Done)
            throw new InvalidOperationException($"{person.Email} did not become {role}.");
        return person with { Roles = new HashSet<string> { role } };
    }

    /// <summary>The subscribers, in the order in which they came, and when.</summary>
    public async Task<IReadOnlyList<(long Id, DateTime JoinedAt)>> Admit(int count, CancellationToken cancel)
    {
        // More came lately than long ago.
        var times = Enumerable.Range(0, count)
            .Select(_ => world.Clock.Now.AddDays(-Days * Math.Pow(world.Dice.NextDouble(), 1.4)).AddMinutes(-30))
            .Order().ToList();
        var numbers = Numbers(count);
        var door = world.Make<SubscriberOperations>();
        var profiles = world.Make<ProfileOperations>();
        var sessions = await door.AdmitAll(numbers.Select((number, place) =>
        {
            world.Clock.Set(times[place]);
            return number;
        }), cancel);
        foreach (var session in sessions.Where((_, place) => place < world.Plan.Known.Count || world.Dice.NextDouble() < ChoseTheirName))
            await profiles.Rename(session.SubscriberId, world.Plan.Nicknames[world.Dice.Next(world.Plan.Nicknames.Count)], cancel);
        return [.. sessions.Select((session, place) => (session.SubscriberId, times[place]))];
    }

    private List<PhoneNumber> Numbers(int count)
    {
        var numbers = world.Plan.Known.Select(typed => PhoneReading.Of(typed, null).Value!).ToList();
        var seen = numbers.Select(number => number.E164).ToHashSet();
        var weights = world.Plan.Numbers.Sum(kind => kind.Weight);
        while (numbers.Count < count)
        {
            var reading = PhoneReading.Of(Draw(weights), null);
            if (reading.IsValid && reading.Value.CanReceiveSms && world.Policy.Owns(reading.Value) && seen.Add(reading.Value.E164))
                numbers.Add(reading.Value);
        }

        return numbers;
    }

    private string Draw(int weights)
    {
        var at = world.Dice.Next(weights);
        var kind = world.Plan.Numbers.First(kind => (at -= kind.Weight) < 0);
        return kind.Prefix + string.Concat(Enumerable.Range(0, kind.Digits).Select(_ => world.Dice.Next(10)));
    }
}
