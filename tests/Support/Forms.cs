using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WeixinWeChat.Tests;

/// <summary>Fills in and sends the forms of static pages, as a browser without a script would.</summary>
public static class Forms
{
    extension(HttpClient visitor)
    {
        /// <summary>The page at an address, parsed.</summary>
        public async Task<IHtmlDocument> Page(string address)
        {
            var response = await visitor.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
            return new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        }

        /// <summary>Opens the page, fills in the form that has the field <paramref name="fields"/> names first, and sends it.</summary>
        /// <returns>The answer; a redirect is not followed.</returns>
        public async Task<HttpResponseMessage> Send(string address, params (string Name, string Value)[] fields)
        {
            var page = await visitor.Page(address);
            var form = page.Forms.FirstOrDefault(form => form.QuerySelector($"[name='{fields[0].Name}']") is not null)
                ?? throw new InvalidOperationException($"{address} has no form with {fields[0].Name}: {page.Body?.TextContent.Trim()}");
            return await visitor.Send(address, form, fields);
        }

        /// <summary>Presses the button of the page's form of that name, which asks for nothing.</summary>
        public async Task<HttpResponseMessage> Press(string address, string name)
        {
            var page = await visitor.Page(address);
            var form = page.Forms.FirstOrDefault(form => form.QuerySelector($"[name=_handler][value='{name}']") is not null
                || form.GetAttribute("action")?.EndsWith($"/{name}", StringComparison.Ordinal) == true)
                ?? throw new InvalidOperationException($"{address} has no form {name}: {page.Body?.TextContent.Trim()}");
            return await visitor.Send(address, form);
        }

        /// <summary>A form token for this visitor, with the cookie that belongs to it. One of the app's pages is its subscriber's own.</summary>
        public async Task<string> Token(string page = "/account/sign-in") =>
            (await visitor.Page(page)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        private async Task<HttpResponseMessage> Send(string address, IHtmlFormElement form, params (string Name, string Value)[] fields)
        {
            var content = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(input => input.Name is not null)
                .Select(input => KeyValuePair.Create(input.Name!, input.Value))
                .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
            using var body = new FormUrlEncodedContent(content);
            var action = form.GetAttribute("action") is { Length: > 0 } given ? given : address;
            if (form.Method == "get")
                return await visitor.GetAsync(new Uri($"{action}?{await body.ReadAsStringAsync()}", UriKind.RelativeOrAbsolute));
            return await visitor.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), body);
        }
    }
}

/// <summary>People at the doors of a running portal.</summary>
public static class Doors
{
    /// <summary>The password of everybody who signs up here.</summary>
    public const string Password = "wandering-otters-build-9-dams";

    extension(RunningPortal portal)
    {
        /// <summary>Somebody signs up by e-mail and code, all over HTTP.</summary>
        public async Task<(HttpClient Client, CookieContainer Cookies)> SignUp(string name, string email)
        {
            var cookies = new CookieContainer();
            var client = portal.Visitor(cookies);
            var sent = await client.Send("/account/sign-up", ("Form.Name", name), ("Form.Email", email), ("Form.Password", Password));
            if (sent.Headers.Location is null)
                throw new InvalidOperationException($"The sign-up was refused: {await sent.Content.ReadAsStringAsync()}");
            await client.Send(sent.Headers.Location.ToString(), ("Code", await portal.CodeFor(email)));
            return (client, cookies);
        }

        /// <summary>Somebody who has signed up signs in, in another browser.</summary>
        public async Task<Actor> SignIn(string email)
        {
            var cookies = new CookieContainer();
            var client = portal.Visitor(cookies);
            await client.Send("/account/sign-in", ("Form.Email", email), ("Form.Password", Password));
            return new(client, cookies, email);
        }

        /// <summary>A subscriber signs in by phone and code, all over HTTP.</summary>
        public async Task<(HttpClient Client, CookieContainer Cookies)> Enter(string phone)
        {
            var cookies = new CookieContainer();
            var client = portal.Visitor(cookies);
            await client.Send("/app/sign-in", ("Form.Number", phone), ("Form.Region", ""));
            await client.Send("/app/sign-in/code", ("Form.Code", await portal.CodeFor(phone)));
            return (client, cookies);
        }

        /// <summary>The newest code that was sent to somebody.</summary>
        public async Task<string> CodeFor(string recipient)
        {
            using var reader = portal.Visitor();
            var page = await reader.Page($"/dev/outbox?to={Uri.EscapeDataString(recipient)}");
            var text = page.QuerySelector("article .message-text")?.TextContent ?? "";
            return System.Text.RegularExpressions.Regex.Match(text, @"(?<!\d)\d{6}(?!\d)").Value;
        }
    }
}
