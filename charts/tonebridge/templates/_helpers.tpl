{{/* What every name begins with; room is left for suffixes. */}}
{{- define "tonebridge.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tonebridge.operator" -}}
{{ include "tonebridge.fullname" . }}-operator
{{- end -}}

{{/* Of objects that belong to no namespace: two releases of one name must not meet. */}}
{{- define "tonebridge.clusterName" -}}
{{ .Release.Namespace }}-{{ include "tonebridge.operator" . }}
{{- end -}}

{{- define "tonebridge.serviceAccount" -}}
{{- default (include "tonebridge.operator" .) .Values.serviceAccount.name -}}
{{- end -}}

{{/* Bridges select their pods by name, instance and part-of: an operator's must never match. */}}
{{- define "tonebridge.selector" -}}
app.kubernetes.io/name: tonebridge-operator
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{/* The pod of `helm test`, which asks operators for their metrics. */}}
{{- define "tonebridge.testSelector" -}}
app.kubernetes.io/name: tonebridge-operator
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: test
{{- end -}}

{{- define "tonebridge.commonLabels" -}}
app.kubernetes.io/name: tonebridge-operator
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: tonebridge-operator
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "tonebridge.labels" -}}
{{ include "tonebridge.commonLabels" . }}
app.kubernetes.io/component: operator
{{- end -}}

{{/* Takes root and image. */}}
{{- define "tonebridge.image" -}}
{{- $images := .root.Values.images -}}
{{- $repository := .image.repository -}}
{{- if $images.registry -}}
{{- $repository = printf "%s/%s" (trimSuffix "/" $images.registry) $repository -}}
{{- end -}}
{{- $tag := .image.tag | default $images.tag | default .root.Chart.AppVersion -}}
{{- printf "%s:%s" $repository $tag -}}
{{- if .image.digest -}}@{{ .image.digest }}{{- end -}}
{{- end -}}

{{- define "tonebridge.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "tonebridge.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}
