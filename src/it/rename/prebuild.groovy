// The project with another name, package and greeting.
evaluate(new File(basedir, '../../../src/it/grown.groovy'))
rename()
true
