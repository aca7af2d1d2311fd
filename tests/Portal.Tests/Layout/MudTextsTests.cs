using System.Collections;
using System.Globalization;
using System.Resources;
using MudBlazor;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Tests.Layout;

public sealed class MudTextsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("zh-CN")]
    public void MudBlazor_finds_every_text_of_its_own_in_both_languages(string culture)
    {
        var theirs = Keys(new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudButton).Assembly), "");
        theirs.Should().NotBeEmpty();

        Keys(new ResourceManager(typeof(MudTexts)), culture).Should().BeEquivalentTo(theirs);
    }

    private static List<string> Keys(ResourceManager resources, string culture) =>
        [.. resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key)];
}
