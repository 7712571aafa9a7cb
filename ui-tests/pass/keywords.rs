//! Every keyword of Rust, strict, reserved and weak, as everything that has a name, save what is a
//! keyword of Thrift there.

#![deny(warnings)]

mod fields {
    thrift::thrift! {
        struct Struct {
            1: i32 as, 2: i32 break, 3: i32 const, 4: i32 continue, 5: i32 crate, 6: i32 else,
            7: i32 enum, 8: i32 extern, 10: i32 fn, 11: i32 for, 12: i32 if,
            13: i32 impl, 14: i32 in, 15: i32 let, 16: i32 loop, 17: i32 match, 18: i32 mod,
            19: i32 move, 20: i32 mut, 21: i32 pub, 22: i32 ref, 23: i32 return, 24: i32 self,
            25: i32 static, 26: i32 struct, 27: i32 super, 28: i32 trait, 30: i32 type,
            31: i32 unsafe, 32: i32 use, 33: i32 where, 34: i32 while, 35: i32 async,
            36: i32 await, 37: i32 dyn, 38: i32 abstract, 39: i32 become, 40: i32 box, 41: i32 do,
            42: i32 final, 43: i32 macro, 44: i32 override, 45: i32 priv, 46: i32 typeof,
            47: i32 unsized, 48: i32 virtual, 49: i32 yield, 50: i32 try, 51: i32 gen,
            52: i32 macro_rules, 53: i32 raw, 54: i32 safe, 55: i32 union,
        }

        struct Upper { 1: i32 Self }

        union Union {
            1: i32 as, 2: i32 break, 3: i32 const, 4: i32 continue, 5: i32 crate, 6: i32 else,
            7: i32 enum, 8: i32 extern, 10: i32 fn, 11: i32 for, 12: i32 if,
            13: i32 impl, 14: i32 in, 15: i32 let, 16: i32 loop, 17: i32 match, 18: i32 mod,
            19: i32 move, 20: i32 mut, 21: i32 pub, 22: i32 ref, 23: i32 return, 24: i32 self,
            25: i32 static, 26: i32 struct, 27: i32 super, 28: i32 trait, 30: i32 type,
            31: i32 unsafe, 32: i32 use, 33: i32 where, 34: i32 while, 35: i32 async,
            36: i32 await, 37: i32 dyn, 38: i32 abstract, 39: i32 become, 40: i32 box, 41: i32 do,
            42: i32 final, 43: i32 macro, 44: i32 override, 45: i32 priv, 46: i32 typeof,
            47: i32 unsized, 48: i32 virtual, 49: i32 yield, 50: i32 try, 51: i32 gen,
            52: i32 macro_rules, 53: i32 raw, 54: i32 safe, 55: i32 union,
        }

        union UpperUnion { 1: i32 Self }

        exception Exception {
            1: i32 as, 2: i32 break, 3: i32 const, 4: i32 continue, 5: i32 crate, 6: i32 else,
            7: i32 enum, 8: i32 extern, 10: i32 fn, 11: i32 for, 12: i32 if,
            13: i32 impl, 14: i32 in, 15: i32 let, 16: i32 loop, 17: i32 match, 18: i32 mod,
            19: i32 move, 20: i32 mut, 21: i32 pub, 22: i32 ref, 23: i32 return, 24: i32 self,
            25: i32 static, 26: i32 struct, 27: i32 super, 28: i32 trait, 30: i32 type,
            31: i32 unsafe, 32: i32 use, 33: i32 where, 34: i32 while, 35: i32 async,
            36: i32 await, 37: i32 dyn, 38: i32 abstract, 39: i32 become, 40: i32 box, 41: i32 do,
            42: i32 final, 43: i32 macro, 44: i32 override, 45: i32 priv, 46: i32 typeof,
            47: i32 unsized, 48: i32 virtual, 49: i32 yield, 50: i32 try, 51: i32 gen,
            52: i32 macro_rules, 53: i32 raw, 54: i32 safe, 55: i32 union,
        }

        enum Enum {
            as = 0, break = 1, const = 2, continue = 3, crate = 4, else = 5, enum = 6, extern = 7,
            fn = 9, for = 10, if = 11, impl = 12, in = 13, let = 14, loop = 15,
            match = 16, mod = 17, move = 18, mut = 19, pub = 20, ref = 21, return = 22, self = 23,
            static = 24, struct = 25, super = 26, trait = 27, type = 29, unsafe = 30,
            use = 31, where = 32, while = 33, async = 34, await = 35, dyn = 36, abstract = 37,
            become = 38, box = 39, do = 40, final = 41, macro = 42, override = 43, priv = 44,
            typeof = 45, unsized = 46, virtual = 47, yield = 48, try = 49, gen = 50,
            macro_rules = 51, raw = 52, safe = 53, union = 54, Self = 55,
        }

        const Struct STRUCT = {"self": 1, "crate": 2, "type": 3}
        const Enum ENUM = Enum.match
    }
}

mod constants {
    thrift::thrift! {
        const i32 as = 0
        const i32 break = 1
        const i32 continue = 3
        const i32 crate = 4
        const i32 else = 5
        const i32 extern = 7
        const i32 fn = 9
        const i32 for = 10
        const i32 if = 11
        const i32 impl = 12
        const i32 in = 13
        const i32 let = 14
        const i32 loop = 15
        const i32 match = 16
        const i32 mod = 17
        const i32 move = 18
        const i32 mut = 19
        const i32 pub = 20
        const i32 ref = 21
        const i32 return = 22
        const i32 self = 23
        const i32 static = 24
        const i32 super = 26
        const i32 trait = 27
        const i32 type = 29
        const i32 unsafe = 30
        const i32 use = 31
        const i32 where = 32
        const i32 while = 33
        const i32 await = 35
        const i32 dyn = 36
        const i32 abstract = 37
        const i32 become = 38
        const i32 box = 39
        const i32 do = 40
        const i32 final = 41
        const i32 macro = 42
        const i32 override = 43
        const i32 priv = 44
        const i32 typeof = 45
        const i32 unsized = 46
        const i32 virtual = 47
        const i32 yield = 48
        const i32 try = 49
        const i32 gen = 50
        const i32 macro_rules = 51
        const i32 raw = 52
        const i32 safe = 53
    }
}

mod structs {
    thrift::thrift! {
        struct as {} struct break {} struct continue {} struct crate {}
        struct else {} struct extern {} struct fn {} struct for {}
        struct if {} struct impl {} struct in {} struct let {} struct loop {} struct match {}
        struct mod {} struct move {} struct mut {} struct pub {} struct ref {} struct return {}
        struct self {} struct static {} struct super {} struct trait {}
         struct type {} struct unsafe{} struct use {} struct where {} struct while {}
         struct await {} struct dyn {} struct abstract {} struct become {}
        struct box {} struct do {} struct final {} struct macro {} struct override {} struct priv {}
        struct typeof {} struct unsized {} struct virtual {} struct yield {} struct try {}
        struct gen {} struct macro_rules {} struct raw {} struct safe {}
        struct Uses { 1: as a, 2: crate b, 3: list<self> c, 4: map<i32, type> d }
    }
}

mod upper {
    thrift::thrift! {
        struct Self { 1: i32 Self, 2: optional Self more }
        const Self SELF = {"Self": 1}
    }
}

mod typedefs {
    thrift::thrift! {
        typedef i32 as typedef i32 break typedef i32 continue typedef i32 crate
        typedef i32 else typedef i32 extern typedef i32 fn
        typedef i32 for typedef i32 if typedef i32 impl typedef i32 in typedef i32 let
        typedef i32 loop typedef i32 match typedef i32 mod typedef i32 move typedef i32 mut
        typedef i32 pub typedef i32 ref typedef i32 return typedef i32 self typedef i32 static
         typedef i32 super typedef i32 trait typedef i32 type
        typedef i32 unsafe typedef i32 use typedef i32 where typedef i32 while
        typedef i32 await typedef i32 dyn typedef i32 abstract typedef i32 become typedef i32 box
        typedef i32 do typedef i32 final typedef i32 macro typedef i32 override typedef i32 priv
        typedef i32 typeof typedef i32 unsized typedef i32 virtual typedef i32 yield typedef i32 try
        typedef i32 gen typedef i32 macro_rules typedef i32 raw typedef i32 safe
        struct Uses { 1: as a, 2: crate b, 3: list<self> c, 4: map<i32, type> d }
    }
}

mod enums {
    thrift::thrift! {
        enum as { A = 1 } enum break { A = 1 } enum continue { A = 1 }
        enum crate { A = 1 } enum else { A = 1 } enum extern { A = 1 }
         enum fn { A = 1 } enum for { A = 1 } enum if { A = 1 }
        enum impl { A = 1 } enum in { A = 1 } enum let { A = 1 } enum loop { A = 1 }
        enum match { A = 1 } enum mod { A = 1 } enum move { A = 1 } enum mut { A = 1 }
        enum pub { A = 1 } enum ref { A = 1 } enum return { A = 1 } enum self { A = 1 }
        enum static { A = 1 } enum super { A = 1 } enum trait { A = 1 }
         enum type { A = 1 } enum unsafe{ A = 1 } enum use { A = 1 }
        enum where { A = 1 } enum while { A = 1 } enum await { A = 1 }
        enum dyn { A = 1 } enum abstract { A = 1 } enum become { A = 1 } enum box { A = 1 }
        enum do { A = 1 } enum final { A = 1 } enum macro { A = 1 } enum override { A = 1 }
        enum priv { A = 1 } enum typeof { A = 1 } enum unsized { A = 1 } enum virtual { A = 1 }
        enum yield { A = 1 } enum try { A = 1 } enum gen { A = 1 } enum macro_rules { A = 1 }
        enum raw { A = 1 } enum safe { A = 1 }
    }
}

mod services {
    thrift::thrift! {
        exception Failed { 1: string message }

        service as { void f() throws (1: Failed failed) }
        service break { void f() throws (1: Failed failed) }

        service continue { void f() throws (1: Failed failed) }
        service crate { void f() throws (1: Failed failed) }
        service else { void f() throws (1: Failed failed) }

        service extern { void f() throws (1: Failed failed) }

        service fn { void f() throws (1: Failed failed) }
        service for { void f() throws (1: Failed failed) }
        service if { void f() throws (1: Failed failed) }
        service impl { void f() throws (1: Failed failed) }
        service in { void f() throws (1: Failed failed) }
        service let { void f() throws (1: Failed failed) }
        service loop { void f() throws (1: Failed failed) }
        service match { void f() throws (1: Failed failed) }
        service mod { void f() throws (1: Failed failed) }
        service move { void f() throws (1: Failed failed) }
        service mut { void f() throws (1: Failed failed) }
        service pub { void f() throws (1: Failed failed) }
        service ref { void f() throws (1: Failed failed) }
        service return { void f() throws (1: Failed failed) }
        service self { void f() throws (1: Failed failed) }
        service static { void f() throws (1: Failed failed) }

        service super { void f() throws (1: Failed failed) }
        service trait { void f() throws (1: Failed failed) }

        service type { void f() throws (1: Failed failed) }
        service unsafe{ void f() throws (1: Failed failed) }
        service use { void f() throws (1: Failed failed) }
        service where { void f() throws (1: Failed failed) }
        service while { void f() throws (1: Failed failed) }

        service await { void f() throws (1: Failed failed) }
        service dyn { void f() throws (1: Failed failed) }
        service abstract { void f() throws (1: Failed failed) }
        service become { void f() throws (1: Failed failed) }
        service box { void f() throws (1: Failed failed) }
        service do { void f() throws (1: Failed failed) }
        service final { void f() throws (1: Failed failed) }
        service macro { void f() throws (1: Failed failed) }
        service override { void f() throws (1: Failed failed) }
        service priv { void f() throws (1: Failed failed) }
        service typeof { void f() throws (1: Failed failed) }
        service unsized { void f() throws (1: Failed failed) }
        service virtual { void f() throws (1: Failed failed) }
        service yield { void f() throws (1: Failed failed) }
        service try { void f() throws (1: Failed failed) }
        service gen { void f() throws (1: Failed failed) }
        service macro_rules { void f() throws (1: Failed failed) }
        service raw { void f() throws (1: Failed failed) }
        service safe { void f() throws (1: Failed failed) }

    }
}

mod methods {
    thrift::thrift! {
        exception Failed { 1: string message }

        service Methods {
            void as() void break() void const() void continue() void crate() void else() void enum()
            void extern() void fn() void for() void if() void impl() void in()
            void let() void loop() void match() void mod() void move() void mut() void pub()
            void ref() void return() void self() void static() void struct() void super()
            void trait() void type() void unsafe() void use() void where() void while()
            void async() void await() void dyn() void abstract() void become() void box() void do()
            void final() void macro() void override() void priv() void typeof() void unsized()
            void virtual() void yield() void try() void gen() void macro_rules() void raw()
            void safe() void union()
        }

        service Throwing {
            i32 as() throws (1: Failed failed) i32 break() throws (1: Failed failed)
            i32 const() throws (1: Failed failed) i32 continue() throws (1: Failed failed)
            i32 crate() throws (1: Failed failed) i32 else() throws (1: Failed failed)
            i32 enum() throws (1: Failed failed) i32 extern() throws (1: Failed failed)
             i32 fn() throws (1: Failed failed)
            i32 for() throws (1: Failed failed) i32 if() throws (1: Failed failed)
            i32 impl() throws (1: Failed failed) i32 in() throws (1: Failed failed)
            i32 let() throws (1: Failed failed) i32 loop() throws (1: Failed failed)
            i32 match() throws (1: Failed failed) i32 mod() throws (1: Failed failed)
            i32 move() throws (1: Failed failed) i32 mut() throws (1: Failed failed)
            i32 pub() throws (1: Failed failed) i32 ref() throws (1: Failed failed)
            i32 return() throws (1: Failed failed) i32 self() throws (1: Failed failed)
            i32 static() throws (1: Failed failed) i32 struct() throws (1: Failed failed)
            i32 super() throws (1: Failed failed) i32 trait() throws (1: Failed failed)
             i32 type() throws (1: Failed failed)
            i32 unsafe() throws (1: Failed failed) i32 use() throws (1: Failed failed)
            i32 where() throws (1: Failed failed) i32 while() throws (1: Failed failed)
            i32 async() throws (1: Failed failed) i32 await() throws (1: Failed failed)
            i32 dyn() throws (1: Failed failed) i32 abstract() throws (1: Failed failed)
            i32 become() throws (1: Failed failed) i32 box() throws (1: Failed failed)
            i32 do() throws (1: Failed failed) i32 final() throws (1: Failed failed)
            i32 macro() throws (1: Failed failed) i32 override() throws (1: Failed failed)
            i32 priv() throws (1: Failed failed) i32 typeof() throws (1: Failed failed)
            i32 unsized() throws (1: Failed failed) i32 virtual() throws (1: Failed failed)
            i32 yield() throws (1: Failed failed) i32 try() throws (1: Failed failed)
            i32 gen() throws (1: Failed failed) i32 macro_rules() throws (1: Failed failed)
            i32 raw() throws (1: Failed failed) i32 safe() throws (1: Failed failed)
            i32 union() throws (1: Failed failed)
        }

        service Arguments {
            void all(
                1: i32 as, 2: i32 break, 3: i32 const, 4: i32 continue, 5: i32 crate, 6: i32 else,
                7: i32 enum, 8: i32 extern, 10: i32 fn, 11: i32 for, 12: i32 if,
                13: i32 impl, 14: i32 in, 15: i32 let, 16: i32 loop, 17: i32 match, 18: i32 mod,
                19: i32 move, 20: i32 mut, 21: i32 pub, 22: i32 ref, 23: i32 return, 24: i32 self,
                25: i32 static, 26: i32 struct, 27: i32 super, 28: i32 trait, 30: i32 type,
                31: i32 unsafe, 32: i32 use, 33: i32 where, 34: i32 while,
                35: i32 async, 36: i32 await, 37: i32 dyn, 38: i32 abstract, 39: i32 become,
                40: i32 box, 41: i32 do, 42: i32 final, 43: i32 macro, 44: i32 override,
                45: i32 priv, 46: i32 typeof, 47: i32 unsized, 48: i32 virtual, 49: i32 yield,
                50: i32 try, 51: i32 gen, 52: i32 macro_rules, 53: i32 raw, 54: i32 safe,
                55: i32 union,
            )
            oneway void upper(1: i32 Self)
            void thrown() throws (
                1: Failed as, 2: Failed break, 3: Failed const, 4: Failed continue, 5: Failed crate,
                6: Failed else, 7: Failed enum, 8: Failed extern, 10: Failed fn,
                11: Failed for, 12: Failed if, 13: Failed impl, 14: Failed in, 15: Failed let,
                16: Failed loop, 17: Failed match, 18: Failed mod, 19: Failed move, 20: Failed mut,
                21: Failed pub, 22: Failed ref, 23: Failed return, 24: Failed self,
                25: Failed static, 26: Failed struct, 27: Failed super, 28: Failed trait,
                30: Failed type, 31: Failed unsafe, 32: Failed use,
                33: Failed where, 34: Failed while, 35: Failed async, 36: Failed await,
                37: Failed dyn, 38: Failed abstract, 39: Failed become, 40: Failed box,
                41: Failed do, 42: Failed final, 43: Failed macro, 44: Failed override,
                45: Failed priv, 46: Failed typeof, 47: Failed unsized, 48: Failed virtual,
                49: Failed yield, 50: Failed try, 51: Failed gen, 52: Failed macro_rules,
                53: Failed raw, 54: Failed safe, 55: Failed union,
            )
        }
    }
}

#[derive(thrift::ThriftStruct, Debug, Default, PartialEq)]
struct Derived {
    #[thrift(id = 1)]
    r#as: i32,
    #[thrift(id = 2)]
    r#break: i32,
    #[thrift(id = 3)]
    r#const: i32,
    #[thrift(id = 4)]
    r#continue: i32,
    #[thrift(id = 5)]
    r#else: i32,
    #[thrift(id = 6)]
    r#enum: i32,
    #[thrift(id = 7)]
    r#extern: i32,
    #[thrift(id = 8)]
    r#false: i32,
    #[thrift(id = 9)]
    r#fn: i32,
    #[thrift(id = 10)]
    r#for: i32,
    #[thrift(id = 11)]
    r#if: i32,
    #[thrift(id = 12)]
    r#impl: i32,
    #[thrift(id = 13)]
    r#in: i32,
    #[thrift(id = 14)]
    r#let: i32,
    #[thrift(id = 15)]
    r#loop: i32,
    #[thrift(id = 16)]
    r#match: i32,
    #[thrift(id = 17)]
    r#mod: i32,
    #[thrift(id = 18)]
    r#move: i32,
    #[thrift(id = 19)]
    r#mut: i32,
    #[thrift(id = 20)]
    r#pub: i32,
    #[thrift(id = 21)]
    r#ref: i32,
    #[thrift(id = 22)]
    r#return: i32,
    #[thrift(id = 23)]
    r#static: i32,
    #[thrift(id = 24)]
    r#struct: i32,
    #[thrift(id = 25)]
    r#trait: i32,
    #[thrift(id = 26)]
    r#true: i32,
    #[thrift(id = 27)]
    r#type: i32,
    #[thrift(id = 28)]
    r#unsafe: i32,
    #[thrift(id = 29)]
    r#use: i32,
    #[thrift(id = 30)]
    r#where: i32,
    #[thrift(id = 31)]
    r#while: i32,
    #[thrift(id = 32)]
    r#async: i32,
    #[thrift(id = 33)]
    r#await: i32,
    #[thrift(id = 34)]
    r#dyn: i32,
    #[thrift(id = 35)]
    r#abstract: i32,
    #[thrift(id = 36)]
    r#become: i32,
    #[thrift(id = 37)]
    r#box: i32,
    #[thrift(id = 38)]
    r#do: i32,
    #[thrift(id = 39)]
    r#final: i32,
    #[thrift(id = 40)]
    r#macro: i32,
    #[thrift(id = 41)]
    r#override: i32,
    #[thrift(id = 42)]
    r#priv: i32,
    #[thrift(id = 43)]
    r#typeof: i32,
    #[thrift(id = 44)]
    r#unsized: i32,
    #[thrift(id = 45)]
    r#virtual: i32,
    #[thrift(id = 46)]
    r#yield: i32,
    #[thrift(id = 47)]
    r#try: i32,
    #[thrift(id = 48)]
    r#gen: i32,
    #[thrift(id = 49)]
    r#macro_rules: i32,
    #[thrift(id = 50)]
    r#raw: i32,
    #[thrift(id = 51)]
    r#safe: i32,
    #[thrift(id = 52)]
    r#union: i32,
}

#[derive(thrift::ThriftUnion, Debug, PartialEq)]
#[allow(non_camel_case_types)]
enum DerivedUnion {
    #[thrift(id = 1)]
    r#as(i32),
    #[thrift(id = 2)]
    r#break(i32),
    #[thrift(id = 3)]
    r#const(i32),
    #[thrift(id = 4)]
    r#continue(i32),
    #[thrift(id = 5)]
    r#else(i32),
    #[thrift(id = 6)]
    r#enum(i32),
    #[thrift(id = 7)]
    r#extern(i32),
    #[thrift(id = 8)]
    r#false(i32),
    #[thrift(id = 9)]
    r#fn(i32),
    #[thrift(id = 10)]
    r#for(i32),
    #[thrift(id = 11)]
    r#if(i32),
    #[thrift(id = 12)]
    r#impl(i32),
    #[thrift(id = 13)]
    r#in(i32),
    #[thrift(id = 14)]
    r#let(i32),
    #[thrift(id = 15)]
    r#loop(i32),
    #[thrift(id = 16)]
    r#match(i32),
    #[thrift(id = 17)]
    r#mod(i32),
    #[thrift(id = 18)]
    r#move(i32),
    #[thrift(id = 19)]
    r#mut(i32),
    #[thrift(id = 20)]
    r#pub(i32),
    #[thrift(id = 21)]
    r#ref(i32),
    #[thrift(id = 22)]
    r#return(i32),
    #[thrift(id = 23)]
    r#static(i32),
    #[thrift(id = 24)]
    r#struct(i32),
    #[thrift(id = 25)]
    r#trait(i32),
    #[thrift(id = 26)]
    r#true(i32),
    #[thrift(id = 27)]
    r#type(i32),
    #[thrift(id = 28)]
    r#unsafe(i32),
    #[thrift(id = 29)]
    r#use(i32),
    #[thrift(id = 30)]
    r#where(i32),
    #[thrift(id = 31)]
    r#while(i32),
    #[thrift(id = 32)]
    r#async(i32),
    #[thrift(id = 33)]
    r#await(i32),
    #[thrift(id = 34)]
    r#dyn(i32),
    #[thrift(id = 35)]
    r#abstract(i32),
    #[thrift(id = 36)]
    r#become(i32),
    #[thrift(id = 37)]
    r#box(i32),
    #[thrift(id = 38)]
    r#do(i32),
    #[thrift(id = 39)]
    r#final(i32),
    #[thrift(id = 40)]
    r#macro(i32),
    #[thrift(id = 41)]
    r#override(i32),
    #[thrift(id = 42)]
    r#priv(i32),
    #[thrift(id = 43)]
    r#typeof(i32),
    #[thrift(id = 44)]
    r#unsized(i32),
    #[thrift(id = 45)]
    r#virtual(i32),
    #[thrift(id = 46)]
    r#yield(i32),
    #[thrift(id = 47)]
    r#try(i32),
    #[thrift(id = 48)]
    r#gen(i32),
    #[thrift(id = 49)]
    r#macro_rules(i32),
    #[thrift(id = 50)]
    r#raw(i32),
    #[thrift(id = 51)]
    r#safe(i32),
    #[thrift(id = 52)]
    r#union(i32),
}

#[derive(thrift::ThriftEnum, Debug, PartialEq)]
#[allow(non_camel_case_types)]
enum DerivedEnum {
    r#as = 0, r#break = 1, r#const = 2, r#continue = 3, r#else = 4, r#enum = 5, r#extern = 6,
    r#false = 7, r#fn = 8, r#for = 9, r#if = 10, r#impl = 11, r#in = 12, r#let = 13, r#loop = 14,
    r#match = 15, r#mod = 16, r#move = 17, r#mut = 18, r#pub = 19, r#ref = 20, r#return = 21,
    r#static = 22, r#struct = 23, r#trait = 24, r#true = 25, r#type = 26, r#unsafe = 27, r#use = 28,
    r#where = 29, r#while = 30, r#async = 31, r#await = 32, r#dyn = 33, r#abstract = 34,
    r#become = 35, r#box = 36, r#do = 37, r#final = 38, r#macro = 39, r#override = 40, r#priv = 41,
    r#typeof = 42, r#unsized = 43, r#virtual = 44, r#yield = 45, r#try = 46, r#gen = 47,
    r#macro_rules = 48, r#raw = 49, r#safe = 50, r#union = 51,
}

#[thrift::service]
trait DerivedService {
    async fn r#as(&self, r#as: i32) -> thrift::Result<i32>;
    async fn r#break(&self, r#break: i32) -> thrift::Result<i32>;
    async fn r#const(&self, r#const: i32) -> thrift::Result<i32>;
    async fn r#continue(&self, r#continue: i32) -> thrift::Result<i32>;
    async fn r#else(&self, r#else: i32) -> thrift::Result<i32>;
    async fn r#enum(&self, r#enum: i32) -> thrift::Result<i32>;
    async fn r#extern(&self, r#extern: i32) -> thrift::Result<i32>;
    async fn r#false(&self, r#false: i32) -> thrift::Result<i32>;
    async fn r#fn(&self, r#fn: i32) -> thrift::Result<i32>;
    async fn r#for(&self, r#for: i32) -> thrift::Result<i32>;
    async fn r#if(&self, r#if: i32) -> thrift::Result<i32>;
    async fn r#impl(&self, r#impl: i32) -> thrift::Result<i32>;
    async fn r#in(&self, r#in: i32) -> thrift::Result<i32>;
    async fn r#let(&self, r#let: i32) -> thrift::Result<i32>;
    async fn r#loop(&self, r#loop: i32) -> thrift::Result<i32>;
    async fn r#match(&self, r#match: i32) -> thrift::Result<i32>;
    async fn r#mod(&self, r#mod: i32) -> thrift::Result<i32>;
    async fn r#move(&self, r#move: i32) -> thrift::Result<i32>;
    async fn r#mut(&self, r#mut: i32) -> thrift::Result<i32>;
    async fn r#pub(&self, r#pub: i32) -> thrift::Result<i32>;
    async fn r#ref(&self, r#ref: i32) -> thrift::Result<i32>;
    async fn r#return(&self, r#return: i32) -> thrift::Result<i32>;
    async fn r#static(&self, r#static: i32) -> thrift::Result<i32>;
    async fn r#struct(&self, r#struct: i32) -> thrift::Result<i32>;
    async fn r#trait(&self, r#trait: i32) -> thrift::Result<i32>;
    async fn r#true(&self, r#true: i32) -> thrift::Result<i32>;
    async fn r#type(&self, r#type: i32) -> thrift::Result<i32>;
    async fn r#unsafe(&self, r#unsafe: i32) -> thrift::Result<i32>;
    async fn r#use(&self, r#use: i32) -> thrift::Result<i32>;
    async fn r#where(&self, r#where: i32) -> thrift::Result<i32>;
    async fn r#while(&self, r#while: i32) -> thrift::Result<i32>;
    async fn r#async(&self, r#async: i32) -> thrift::Result<i32>;
    async fn r#await(&self, r#await: i32) -> thrift::Result<i32>;
    async fn r#dyn(&self, r#dyn: i32) -> thrift::Result<i32>;
    async fn r#abstract(&self, r#abstract: i32) -> thrift::Result<i32>;
    async fn r#become(&self, r#become: i32) -> thrift::Result<i32>;
    async fn r#box(&self, r#box: i32) -> thrift::Result<i32>;
    async fn r#do(&self, r#do: i32) -> thrift::Result<i32>;
    async fn r#final(&self, r#final: i32) -> thrift::Result<i32>;
    async fn r#macro(&self, r#macro: i32) -> thrift::Result<i32>;
    async fn r#override(&self, r#override: i32) -> thrift::Result<i32>;
    async fn r#priv(&self, r#priv: i32) -> thrift::Result<i32>;
    async fn r#typeof(&self, r#typeof: i32) -> thrift::Result<i32>;
    async fn r#unsized(&self, r#unsized: i32) -> thrift::Result<i32>;
    async fn r#virtual(&self, r#virtual: i32) -> thrift::Result<i32>;
    async fn r#yield(&self, r#yield: i32) -> thrift::Result<i32>;
    async fn r#try(&self, r#try: i32) -> thrift::Result<i32>;
    async fn r#gen(&self, r#gen: i32) -> thrift::Result<i32>;
    async fn r#macro_rules(&self, r#macro_rules: i32) -> thrift::Result<i32>;
    async fn r#raw(&self, r#raw: i32) -> thrift::Result<i32>;
    async fn r#safe(&self, r#safe: i32) -> thrift::Result<i32>;
    async fn r#union(&self, r#union: i32) -> thrift::Result<i32>;
}

#[thrift::service]
#[allow(non_camel_case_types)]
trait r#try {
    async fn r#type(&self) -> thrift::Result<()>;
}

#[derive(thrift::ThriftStruct)]
#[allow(non_camel_case_types)]
struct r#become {
    #[thrift(id = 1)]
    r#override: Option<Box<r#become>>,
}

fn round_trip<T: thrift::Encode + thrift::DecodeOwned + PartialEq + core::fmt::Debug>(value: &T) {
    let bytes = thrift::binary::to_vec(value).unwrap();
    assert_eq!(&thrift::binary::from_slice::<T>(&bytes).unwrap(), value);
}

fn main() {
    let value = fields::Struct { r#type: 1, self_: 2, crate_: 3, super_: 4, r#gen: 5,
    ..Default::default() };
    round_trip(&value);
    round_trip(&fields::Upper { self_: 1 });
    round_trip(&fields::Union::Self_(1));
    round_trip(&fields::Union::Crate(1));
    round_trip(&fields::UpperUnion::Self_(1));
    assert_eq!((fields::STRUCT.self_, fields::STRUCT.crate_, fields::STRUCT.r#type), (1, 2, 3));
    assert_eq!(fields::ENUM, fields::Enum::r#match);
    assert_eq!(fields::Enum::crate_.to_string(), "crate");
    assert_eq!("self".parse::<fields::Enum>().unwrap(), fields::Enum::self_);
    assert_eq!((constants::AS, constants::SELF), (0, 23));
    let uses = structs::Uses { a: structs::As {}, b: structs::Crate {}, ..Default::default() };
    round_trip(&uses);
    assert_eq!(upper::SELF.self_, 1);
    round_trip(&typedefs::Uses { a: 1, b: 2, c: vec![3], d: [(4, 5)].into() });
    assert_eq!(enums::Self_::A.0, 1);
    let _ = services::r#type::FError::Failed(services::Failed::default());
    let _ = services::crate_::FError::Failed(services::Failed::default());
    let _ = methods::throwing::SelfError::Failed(methods::Failed::default());
    let _ = methods::arguments::ThrownError::Self_(methods::Failed::default());
    round_trip(&Derived { r#type: 1, ..Default::default() });
    round_trip(&DerivedUnion::r#type(1));
    assert_eq!(thrift::ThriftEnum::name(&DerivedEnum::r#type), Some("type"));
    let _ = r#become { r#override: None };
}
