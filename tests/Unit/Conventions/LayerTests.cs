using System.Management.Automation;
using System.Reflection;

namespace TencentLvb.Unit.Conventions;

/// <summary>Allowed dependencies in the compiled assembly: what types derive from, hold, accept, return, and refer to in their
/// code.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class LayerTests
{
    private static readonly Type[] All = [.. typeof(LvbConnection).Assembly.GetTypes().Where(type => SourceFolders.Of(type) is not null)];

    private static readonly Dictionary<Type, HashSet<Type>> Uses = All.ToDictionary(type => type, UsedBy);

    // What each folder may use in addition to itself.
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Common"] = ["Models"],
        ["Models"] = ["Common"],
        ["Transport"] = ["Common", "Models"],
        ["Operations"] = ["Common", "Models", "Transport"],
        ["Signing"] = ["Common", "Models"],
        ["Backends/Lvb2"] = ["Common", "Models", "Operations", "Signing", "Transport"],
        ["Backends/Api3"] = ["Common", "Models", "Operations", "Signing", "Transport"],
        ["Backends"] = ["Backends/Api3", "Backends/Lvb2", "Connections", "Models", "Operations"],
        ["Secrets"] = ["Common", "Models"],
        ["Connections"] = ["Backends", "Backends/Api3", "Common", "Models", "Operations", "Secrets", "Signing", "Transport"],
        ["Profiles"] = ["Common", "Connections", "Models"],
        ["HttpServer"] = ["Common"],
        ["Notifications"] = ["Common", "HttpServer", "Models", "Signing"],
        ["Downloads"] = ["Common", "Models", "Transport"],
        ["Views"] = ["Common", "HttpServer", "Models", "Operations"],
        ["Emulator"] = ["Common", "Models"],
        ["Compatibility"] = [],
        ["Completion"] = ["Common", "Connections", "Models", "Operations", "Profiles"],
        ["Cmdlets"] =
        [
            "Common", "Completion", "Connections", "Downloads", "Emulator", "HttpServer", "Models", "Notifications",
                "Operations", "Profiles",
            "Secrets", "Signing", "Views",
        ],
    };

    // The description of a call and the calls left open by a stop: all that cmdlets see of the transport.
    private static readonly string[] OfTransportForCmdlets = ["CallLog", "IAttempt", "TransportMessage", "UnconfirmedCalls"];

    // Single exceptions to the table. The keys of API 3.0 come from secrets, the environment and cmdlets, so these types know them.
    private static readonly string[] Excepted =
    [
        "AccountResolver > Api3Credential", "AccountResolver > CredentialEnvironment", "AccountResolver > CredentialProvider",
        "AccountResolver > CredentialSearch", "AccountResolver > EnvironmentCredentials", "ConnectionKeyReader > Api3Credential",
        "ConnectionKeyReader > CredentialProvider", "ConnectLvbCommand > Api3Credential",
        "TestLvbConnectionCommand > Api3Credential", "TestLvbConnectionCommand > CredentialProvider",
        "LvbConnectionSettings > Lvb2Account", "LvbProfile > LvbConnectionSettings", "LvbProfile > RecordTemplateMap",
        "ProfileChoice > Verbosity", "InterfaceCompleter > Lvb2Backend", "CompletionCall > CallLog", "CompletionCall > HttpTransport",
        "DesktopResolver > HttpClients",
    ];

    // Folders whose types may use PowerShell, and adapters elsewhere.
    private static readonly string[] FoldersOnPowerShell = ["Cmdlets", "Completion", "Secrets"];

    private static readonly string[] AdaptersToPowerShell =
    [
        "Common/CommandText", "Common/ObjectJson", "Compatibility/DesktopResolver", "Connections/CurrentConnection",
        "Downloads/DownloadSource", "Downloads/FileLinks", "Downloads/SourceTime", "Emulator/FaultReader", "Emulator/RunningEmulators",
            "Notifications/EventFilter",
        "Notifications/EventInputJoiner", "Notifications/EventObjectJson", "Notifications/NotificationBody", "Profiles/ProfileChoice",
    ];

    private static readonly string[] FoldersWithoutAdapters = ["Transport", "Backends", "Operations", "HttpServer", "Models"];

    [Fact]
    public void Nobody_uses_a_layer_that_is_not_below_it()
    {
        var against = Uses
            .SelectMany(pair => pair.Value.Where(used => SourceFolders.Of(used) is not null).Select(used => (From: pair.Key, To: used)))
            .Where(use => !IsAllowed(use.From, use.To))
            .Select(use => $"{Name(use.From)} > {Name(use.To)}")
            .Distinct().ToList();

        Assert.True(All.Length > 400, $"{All.Length} types were found.");
        AssertSame(Excepted, against);
    }

    [Fact]
    public void Only_cmdlets_and_the_listed_adapters_use_PowerShell()
    {
        var outside = Uses.Where(pair => pair.Value.Any(used => used.Assembly == typeof(PSObject).Assembly))
            .Where(pair => !FoldersOnPowerShell.Contains(Layer(pair.Key)))
            .Select(pair => $"{Layer(pair.Key)}/{Name(pair.Key)}")
            .Distinct().ToList();

        Assert.DoesNotContain(AdaptersToPowerShell, adapter => FoldersWithoutAdapters.Contains(adapter.Split('/')[0]));
        AssertSame(AdaptersToPowerShell, outside);
    }

    // A list with obsolete entries would allow them to return.
    private static void AssertSame(IReadOnlyCollection<string> listed, IReadOnlyCollection<string> found)
    {
        var text = found.Except(listed).Order().Select(one => "not allowed: " + one)
            .Concat(listed.Except(found).Order().Select(one => "listed, but gone: " + one)).ToList();
        Assert.True(text.Count == 0, string.Join(Environment.NewLine, text));
    }

    private static bool IsAllowed(Type from, Type to)
    {
        var (layer, used) = (Layer(from), Layer(to));
        return layer == used || MayUse[layer].Contains(used)
            || (layer == "Cmdlets" && used == "Transport" && OfTransportForCmdlets.Contains(Name(to)));
    }

    private static string Name(Type type) => MethodBody.Outermost(type).Name.Split('`')[0];

    private static string Layer(Type type)
    {
        var parts = SourceFolders.Of(type)!.Split('/');
        return parts[0] == "Backends" && parts.Length > 1 ? parts[0] + "/" + parts[1] : parts[0];
    }

    private static HashSet<Type> UsedBy(Type type)
    {
        var used = new HashSet<Type>();
        Add(type.BaseType);
        foreach (var implemented in type.GetInterfaces())
        {
            Add(implemented);
        }

        foreach (var attribute in type.GetMembers(MethodBody.Declared).Prepend(type).SelectMany(member => member.GetCustomAttributesData()))
        {
            Add(attribute.AttributeType);
        }

        foreach (var field in type.GetFields(MethodBody.Declared))
        {
            Add(field.FieldType);
        }

        foreach (var method in MethodBody.MethodsOf(type))
        {
            Signature(method);
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
            {
                Add(local.LocalType);
            }

            foreach (var (_, member) in MethodBody.References(method))
            {
                Add(member as Type ?? member.DeclaringType);
                Signature(member as MethodBase);
                Add((member as FieldInfo)?.FieldType);
            }
        }

        return used;

        void Signature(MethodBase? method)
        {
            Add((method as MethodInfo)?.ReturnType);
            foreach (var parameter in method?.GetParameters() ?? [])
            {
                Add(parameter.ParameterType);
            }

            if (method is { IsGenericMethod: true })
            {
                Array.ForEach(method.GetGenericArguments(), Add);
            }
        }

        void Add(Type? one)
        {
            if (one is null || one.IsGenericParameter)
            {
                return;
            }

            if (one.HasElementType)
            {
                Add(one.GetElementType());
                return;
            }

            if (one.IsGenericType)
            {
                Array.ForEach(one.GetGenericArguments(), Add);
            }

            used.Add(one.IsGenericType ? one.GetGenericTypeDefinition() : one);
        }
    }
}
