// The project with a name, a package and a greeting of its own, and with what src/ and dependencies.xml of this
// folder add, as Spring's documentation says.
evaluate(new File(basedir, '../../../src/it/grown.groovy'))
insert(new File(basedir, 'dependencies.xml').text, '\t</dependencies>')
// Spring decides on the beans of a profile when the jar is built.
insert('\t\t\t\t\t<profiles>staging</profiles>\n', '\t*<image>')
rename()
true
