namespace TencentLvb.Unit.Conventions;

/// <summary>Checks that the XML docs and comments of the module are plain, idiomatic English.</summary>
public sealed class CommentLanguageTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    public static TheoryData<string> Folders =>
    [
        .. from folder in Directory.EnumerateDirectories(Source, "*", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(Source, folder).Replace(Path.DirectorySeparatorChar, '/')
           where !name.Split('/').Any(part => part is "bin" or "obj") && Directory.EnumerateFiles(folder, "*.cs").Any()
           orderby name
           select name,
    ];

    [Theory, MemberData(nameof(Folders))]
    public void A_comment_contains_no_phrase_of_the_list(string folder)
    {
        var comments =
            from file in Directory.EnumerateFiles(Path.Combine(Source, folder), "*.cs")
            from comment in PlainLanguage.Comments(File.ReadAllText(file))
            select (File: Path.GetFileName(file), Comment: comment);
        Assert.Equal([], comments.SelectMany(c => PlainLanguage.Findings(c.Comment).Select(found => $"{c.File}: {found}")).ToArray());
    }

    [Fact]
    public void Comments_that_start_a_line_are_found()
    {
        const string source = """
            using System;

            /// <summary>Reads <c>so many</c> rows of
            /// a <see cref="Page"/>.</summary>
            /// <param name="url">For example https://example.com/.</param>
            internal sealed class Reader(Uri url)
            {
                // First line,
                // second line.
                private const string Address = "http://example.com/";

                /* Not a comment that starts with slashes. */
                /// <value>1 &lt; 2.</value>
                public int Value => 1; // At the end.
            }
            """;
        Assert.Equal(
            ["Reads \u25e6 rows of a \u25e6. For example https://example.com/.", "First line, second line.", "1 < 2."],
            PlainLanguage.Comments(source));
    }
}
