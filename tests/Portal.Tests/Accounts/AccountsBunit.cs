using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Tests;

/// <summary>Renders the pages of accounts as one portal has them, on a real database.</summary>
public abstract class AccountsBunit : BunitContext, IAsyncLifetime
{
    protected AccountsBunit(EditionPolicy policy)
    {
        Rig = new AccountsRig(policy);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices();
        Services.AddSingleton(policy);
        Services.AddSingleton<TimeProvider>(Rig.Db.Clock);
        Services.AddSingleton<IDbContextFactory<PortalDb>>(Rig.Db);
        Services.AddSingleton(Rig.Db.Limits);
        Services.AddSingleton(Rig.Phones);
        Services.AddSingleton(Rig.Accounts);
        Services.AddSingleton(Rig.Drafts);
        Services.AddSingleton(Rig.Db.Vault);
        Services.AddSingleton<UnsavedInputs>();
        Services.AddSingleton(new PortalSettings { PublicAddress = policy.DefaultAddress.ToString() });
        Services.AddSingleton<FollowerCounts>();
        Services.AddSingleton<ConsolePlaces>();
        Services.AddSingleton(new MediaStore(Rig.Db, Rig.Db.Clock, Rig.Db.Limits, Path.Combine(Rig.Db.DataDirectory, "media")));
    }

    private bool furnished;

    protected AccountsRig Rig { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Rig.Dispose();
    }

    protected async Task<Person> SignIn(string name, params string[] roles)
    {
        var person = await Rig.Db.PersonNamed(name, roles);
        this.AddAuthorization().SetAuthorized(person.Name)
            .SetClaims([new Claim(ClaimTypes.NameIdentifier, person.UserId), new Claim(ClaimTypes.Email, person.Email), .. roles.Select(role => new Claim(ClaimTypes.Role, role))]);
        return person;
    }

    /// <summary>A page with what the layout gives it.</summary>
    protected IRenderedComponent<T> Page<T>(Action<ComponentParameterCollectionBuilder<T>>? with = null)
        where T : IComponent
    {
        // Named last: it closes the list of services.
        if (!furnished)
        {
            SetRendererInfo(new RendererInfo("Server", isInteractive: true));
            Render<MudPopoverProvider>();
            furnished = true;
        }

        return Render(with ?? (_ => { }));
    }

    /// <summary>Types into a field, and leaves it.</summary>
    protected static void Type<T>(IRenderedComponent<T> page, string field, string text)
        where T : IComponent
    {
        var input = page.Find($"[data-field='{field}'] input, [data-field='{field}'] textarea");
        if (input.HasAttribute("blazor:onchange"))
            input.Change(text);
        else
            input.Input(text);
        page.Find($"[data-field='{field}'] input, [data-field='{field}'] textarea").Blur();
    }

    /// <summary>What stands in a field.</summary>
    protected static string? Typed<T>(IRenderedComponent<T> page, string field)
        where T : IComponent =>
        page.Find($"[data-field='{field}'] input, [data-field='{field}'] textarea") is var element && element.TagName == "TEXTAREA" ? element.TextContent : element.GetAttribute("value");

    /// <summary>The text in and under a field, its message included.</summary>
    protected static string Beside<T>(IRenderedComponent<T> page, string field)
        where T : IComponent =>
        page.Find($"[data-field='{field}']").TextContent;

    /// <summary>Types every odd text into every field of a form: it is right there, or a message stands beside it; what was typed stays.</summary>
    /// <param name="page">The page.</param>
    /// <param name="form">Where its form is.</param>
    /// <param name="fields">All fields that can be typed into, and which of the texts are right in each.</param>
    protected static void TryOddText<T>(IRenderedComponent<T> page, string form, params (string Field, string[] Takes)[] fields)
        where T : IComponent
    {
        page.FindAll($"{form} [data-field]").Where(field => field.QuerySelector("textarea, input:not([type=file], [type=radio], [type=checkbox], [type=hidden], [readonly])") is not null)
            .Select(field => field.GetAttribute("data-field")).Should().BeEquivalentTo(fields.Select(field => field.Field), "all of them are tried");
        foreach (var text in OddText.All)
        {
            foreach (var (field, _) in fields)
                Type(page, field, text);
            // A form in which everything is right would be gone.
            if (fields.Any(field => !field.Takes.Contains(text)))
                page.Find(form).Submit();
            page.WaitForAssertion(() =>
            {
                foreach (var (field, takes) in fields)
                {
                    var message = string.Concat(page.FindAll($"[data-field='{field}'] .mud-input-helper-text.mud-input-error").Select(said => said.TextContent.Trim()));
                    (message.Length == 0).Should().Be(takes.Contains(text), $"{field} with {OddText.Named(text)} says: {message}");
                    Typed(page, field).Should().Be(text, field);
                }
            });
        }
    }

    protected static void Next<T>(IRenderedComponent<T> page)
        where T : IComponent =>
        page.Find("form.wizard").Submit();

    /// <summary>A draft that is complete up to its last step.</summary>
    protected async Task Prepare<TForm>(Person person, TForm form)
        where TForm : RegistrationForm =>
        await Rig.Drafts.Keep(person, (await Rig.Drafts.Open(person)).FormKey, System.Text.Json.JsonSerializer.Serialize(form));
}
