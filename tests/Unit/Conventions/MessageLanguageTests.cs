using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>Messages to users are plain, idiomatic English. The test reads all texts in the assembly except code and names.</summary>
public sealed partial class MessageLanguageTests
{
    [Fact]
    public void A_message_contains_no_phrase_of_the_list()
    {
        var texts = Texts(typeof(LvbCmdlet).Assembly.Location).Where(t => Words().Count(t) >= 3).ToList();
        Assert.True(texts.Count > 500);
        Assert.Equal([], texts.SelectMany(PlainLanguage.Findings).ToArray());
    }

    private static IEnumerable<string> Texts(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            yield return metadata.GetUserString(handle);
        }
    }

    [GeneratedRegex(@"\b[a-zA-Z]{2,}\b")]
    private static partial Regex Words();
}
