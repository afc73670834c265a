using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace TencentLvb.Unit.Conventions;

/// <summary>Every parameter of a cmdlet has an effect in that cmdlet.</summary>
public sealed class ParameterTests
{
    private static readonly Type[] All = typeof(LvbConnection).Assembly.GetTypes();

    private static readonly ILookup<Type, Type> TypesByOutermost = All.ToLookup(MethodBody.Outermost);

    private static readonly Type[] Cmdlets =
        [.. All.Where(type => type.IsSubclassOf(typeof(Cmdlet)) && !type.IsAbstract
            && type.GetCustomAttribute<CmdletAttribute>() is not null)];

    [Fact]
    public void Every_parameter_of_every_cmdlet_is_read_by_its_class_or_a_base()
    {
        // A class that is not a cmdlet may read a value that a cmdlet passes to it whole.
        var byOthers = ReadBy(All.Where(type => !MethodBody.Outermost(type).IsSubclassOf(typeof(Cmdlet))));
        var byClass = new Dictionary<Type, HashSet<(Type?, string)>>();
        var parameters = 0;
        var unread = new List<string>();
        foreach (var cmdlet in Cmdlets)
        {
            var chain = Chain(cmdlet).ToList();
            foreach (var property in chain.SelectMany(type => type.GetProperties(MethodBody.Declared)).Where(IsParameter))
            {
                parameters++;
                var key = Key(property.DeclaringType!, property.Name);
                if (!byOthers.Contains(key) && !chain.Any(type => Reads(type).Contains(key)))
                {
                    unread.Add($"{cmdlet.Name}: -{property.Name} of {property.DeclaringType!.Name}");
                }
            }
        }

        Assert.True(Cmdlets.Length > 40 && parameters > 200, $"{Cmdlets.Length} cmdlets with {parameters} parameters were found.");
        Assert.Equal("", string.Join(Environment.NewLine, unread));

        HashSet<(Type?, string)> Reads(Type type) => byClass.TryGetValue(type, out var reads)
            ? reads
            : byClass[type] = ReadBy(TypesByOutermost[type]);
    }

    // Through the getter or the compiler-generated field. The property's own accessors do not count.
    private static HashSet<(Type?, string)> ReadBy(IEnumerable<Type> types)
    {
        var read = new HashSet<(Type?, string)>();
        foreach (var method in types.SelectMany(MethodBody.MethodsOf))
        {
            foreach (var (code, member) in MethodBody.References(method))
            {
                if (member is MethodInfo { IsSpecialName: true } getter && getter.Name.StartsWith("get_", StringComparison.Ordinal))
                {
                    read.Add(Key(getter.DeclaringType!, getter.Name[4..]));
                }
                else if (member is FieldInfo field && (code == OpCodes.Ldfld || code == OpCodes.Ldflda) && field.Name[0] == '<'
                    && method.Name != "get_" + Property(field) && method.Name != "set_" + Property(field))
                {
                    read.Add(Key(field.DeclaringType!, Property(field)));
                }
            }
        }

        return read;
    }

    private static string Property(FieldInfo field) => field.Name[1..].Split('>')[0];

    private static (Type?, string) Key(Type type, string name) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type, name);

    private static bool IsParameter(PropertyInfo property) => property.IsDefined(typeof(ParameterAttribute), inherit: true);

    private static IEnumerable<Type> Chain(Type cmdlet)
    {
        for (var type = cmdlet; type is not null && type.Assembly == cmdlet.Assembly; type = type.BaseType)
        {
            yield return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        }
    }
}
