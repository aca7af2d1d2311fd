using Microsoft.Playwright;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Hands on the fields of the consoles.</summary>
internal static class Fields
{
    extension(IPage page)
    {
        /// <summary>Types into a field and leaves it.</summary>
        public async Task Fill(string field, string value)
        {
            var input = page.Locator($"[data-field={field}] input, [data-field={field}] textarea").First;
            await input.FillAsync(value);
            await input.BlurAsync();
        }

        public async Task Choose(string field, int index)
        {
            await page.Locator($"[data-field={field}] .mud-input-control").First.ClickAsync();
            await page.Locator(".mud-popover-open .mud-list-item").Nth(index).ClickAsync();
            await page.ListCloses();
        }

        public async Task ChooseByText(string field, string text)
        {
            await page.Locator($"[data-field={field}] input").First.FillAsync(text);
            await page.Locator(".mud-popover-open .mud-list-item", new() { HasText = text }).First.ClickAsync();
            await page.ListCloses();
        }

        /// <summary>Goes on, and stands in the step of that number.</summary>
        public async Task NextStep(int step)
        {
            await page.PressNext();
            await Assertions.Expect(page.Locator($".steps li:nth-child({step + 1})[aria-current=step]")).ToBeVisibleAsync();
        }

        // By keyboard: a message that comes or goes at the same moment moves the button from under a mouse.
        public Task PressNext() => page.Locator(".wizard-actions button[type=submit]").PressAsync("Enter");

        public Task ListCloses() => Assertions.Expect(page.Locator(".mud-popover-open")).ToHaveCountAsync(0);

        /// <summary>The message beside a field is shown.</summary>
        public Task SeesProblem(string field) => Assertions.Expect(page.Locator($"[data-field={field}] .mud-input-error").First).ToBeVisibleAsync();

        /// <summary>Opens a page of a console and waits until it answers.</summary>
        public async Task OpenConsole(string address)
        {
            await page.GotoAsync(address);
            await Stage.Interactive(page);
        }
    }
}
