// SPDX-License-Identifier: MIT

/// Arguments of common programs that carry a secret, which only the program's name tells from others: `-p` of
/// `sshpass` is a password, of `docker run` a port.
struct SecretOptions {
    private static let rules: [String: [SecretRule]] = {
        var rules: [String: [SecretRule]] = [:]
        for row in SecretPrograms.table {
            for program in row.programs.split(separator: ",") {
                rules[String(program.drop { $0 == " " })] = row.rules.split(separator: " ").map {
                    SecretRule($0)
                }
            }
        }
        return rules
    }()

    /// The programs of the table, also those that have rules after another word alone.
    private static let programs: Set<Substring> = Set(
        rules.keys.compactMap { $0.split(separator: " ").first }
    )

    private var rules: [SecretRule] = []
    private var program = ""

    /// True once a program was met whose options are known.
    var knowsProgram: Bool { !program.isEmpty }

    /// Takes note of a word that is the name of a program, or one after which a program has rules of its own; answers
    /// which operands after it are secrets.
    ///
    /// What was noted before goes on to hold: `mysql -u zip -px` is one program.
    mutating func note(_ name: String) -> [SecretOperand] {
        if Self.hasOwnOptions(name) {
            rules.removeAll(where: \.isOfOption)
            program = name
            return []
        }
        let own = program.isEmpty ? nil : Self.rules["\(program) \(name.lowercased())"]
        let found = own ?? Self.rules[name]
        if Self.programs.contains(Substring(name)) {
            if name == program { rules = [] }
            program = name
        }
        guard let found else { return [] }
        rules = found + rules
        return found.compactMap { $0.operandOfProgram }
    }

    /// True for a program that others run, and whose options are none of theirs: `sshpass -p x ssh -p 2222`.
    private static func hasOwnOptions(_ program: String) -> Bool {
        ["ssh", "scp", "sftp", "rsync"].contains(program)
    }

    /// The secret that a word holds; nil if it holds none.
    mutating func take(in word: Substring) -> Substring? {
        for (index, rule) in rules.enumerated() {
            guard let secret = rule.secret(in: word) else { continue }
            if rule.countsOnce { rules.remove(at: index) }
            return secret
        }
        return nil
    }

    /// The rule that says what of the word after this one is a secret; nil if nothing is.
    mutating func take(before word: Substring) -> SecretRule? {
        guard let index = rules.firstIndex(where: { $0.isBefore(word) }) else { return nil }
        let rule = rules[index]
        if rule.countsOnce { rules.remove(at: index) }
        return rule
    }

    /// Which operands after a word are secrets.
    func operands(after word: Substring) -> [SecretOperand] {
        rules.compactMap { $0.operand(after: word) }
    }
}
