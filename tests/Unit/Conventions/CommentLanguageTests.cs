namespace TencentLvb.Unit.Conventions;

/// <summary>Checks that the XML docs and comments of sources and scripts are plain, idiomatic English.</summary>
public sealed class CommentLanguageTests
{
    private static readonly string[] Roots = ["src", "tests", "tools", "bench", "examples"];

    public static TheoryData<string> Folders =>
    [
        .. from root in Roots
           from folder in Directory.EnumerateDirectories(
               Path.Combine(Repository.Root, root), "*", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, root))
           let name = Path.GetRelativePath(Repository.Root, folder).Replace(Path.DirectorySeparatorChar, '/')
           where !name.Split('/').Any(part => part is "bin" or "obj") && (Sources(folder).Any() || Scripts(folder).Any())
           orderby name
           select name,
    ];

    [Theory, MemberData(nameof(Folders))]
    public void A_comment_contains_no_phrase_of_the_list(string folder)
    {
        var path = Path.Combine(Repository.Root, folder);
        var comments =
            (from file in Sources(path)
             from comment in PlainLanguage.Comments(File.ReadAllText(file))
             select (File: Path.GetFileName(file), Comment: comment))
            .Concat(
                from file in Scripts(path)
                from comment in PlainLanguage.ScriptComments(File.ReadAllText(file))
                select (File: Path.GetFileName(file), Comment: comment));
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

    [Fact]
    public void Comments_of_a_script_are_found()
    {
        const string source = """
            #requires -Version 5.1
            # First line,
            # second line.
            $text = 'a # b'
                # Indented.
            """;
        Assert.Equal(["First line, second line.", "Indented."], PlainLanguage.ScriptComments(source));
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs");

    private static IEnumerable<string> Scripts(string folder) =>
        Directory.EnumerateFiles(folder, "*.ps1").Concat(Directory.EnumerateFiles(folder, "*.psm1"));
}
